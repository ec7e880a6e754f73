package dev.watchkeeper.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A script of `supervision`, by the variables that are set in front of it.
record NagiosQuestion(Map<String, String> variables) {
    /// @param script what came on stdin of `sh -s`
    /// @return empty where it is none
    static Optional<NagiosQuestion> of(String script) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (List<String> line : ShellWords.lines(script)) {
            String word = line.getFirst();
            int equals = word.indexOf('=');
            if (line.size() > 1 || equals < 0 || !word.substring(0, equals).matches("[a-z]+")) {
                break;
            }
            variables.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return variables.containsKey("nonce") && variables.containsKey("question")
                ? Optional.of(new NagiosQuestion(variables))
                : Optional.empty();
    }

    String name() {
        return text("question");
    }

    String text(String variable) {
        return variables.getOrDefault(variable, "");
    }

    int number(String variable) {
        return Integer.parseInt(variables.getOrDefault(variable, "0"));
    }
}
