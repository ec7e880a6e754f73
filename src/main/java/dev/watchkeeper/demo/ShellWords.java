package dev.watchkeeper.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits the simple commands of a POSIX shell script into words (POSIX.1-2024, XCU 2.2): quotes
/// and backslashes are taken away, nothing is expanded, and nothing is ever run.
final class ShellWords {
    private final String script;
    private int at;

    private ShellWords(String script) {
        this.script = script;
    }

    /// The words of every line, up to the first line that does not end properly; a quoted word may
    /// span lines. Comments and empty lines are left out.
    static List<List<String>> lines(String script) {
        var words = new ShellWords(script);
        List<List<String>> lines = new ArrayList<>();
        while (words.at < script.length()) {
            Optional<List<String>> line = words.line();
            if (line.isEmpty()) {
                return lines;
            }
            line.filter(l -> !l.isEmpty()).ifPresent(lines::add);
        }
        return lines;
    }

    /// The words of one command.
    static List<String> of(String command) {
        List<List<String>> lines = lines(command);
        return lines.isEmpty() ? List.of() : lines.getFirst();
    }

    private Optional<List<String>> line() {
        List<String> line = new ArrayList<>();
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\n') {
                at++;
                return Optional.of(line);
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#') {
                skipComment();
            } else {
                Optional<String> word = word();
                if (word.isEmpty()) {
                    return Optional.empty();
                }
                line.add(word.get());
            }
        }
        return Optional.of(line);
    }

    private void skipComment() {
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
    }

    private Optional<String> word() {
        var word = new StringBuilder();
        while (at < script.length() && " \t\n".indexOf(script.charAt(at)) < 0) {
            char c = script.charAt(at++);
            if (c == '\'' || c == '"') {
                if (!quoted(c, word)) {
                    return Optional.empty();
                }
            } else if (c == '\\' && at < script.length()) {
                word.append(script.charAt(at++));
            } else {
                word.append(c);
            }
        }
        return Optional.of(word.toString());
    }

    private boolean quoted(char quote, StringBuilder word) {
        while (at < script.length()) {
            char c = script.charAt(at++);
            if (c == quote) {
                return true;
            } else if (quote == '"' && c == '\\' && at < script.length()) {
                word.append(script.charAt(at++));
            } else {
                word.append(c);
            }
        }
        return false;
    }
}
