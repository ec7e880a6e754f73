package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a plugin's command line, read as getopt_long(3) does.
final class PluginOptions {
    /// Stands for `--sni`, which has no letter.
    static final char SNI = '\1';

    private final String letters;
    private final Map<String, Character> names;
    private final Map<Character, List<String>> given = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    /// @param letters as getopt(3) has them: a letter, `:` for a value, `::` for one that may be
    ///   attached
    /// @param names the long options' letters
    private PluginOptions(String letters, Map<String, Character> names) {
        this.letters = letters;
        this.names = names;
    }

    static PluginOptions read(List<String> words, String letters, Map<String, Character> names) {
        var options = new PluginOptions(letters, names);
        for (int i = 0; i < words.size(); ) {
            i = options.take(words, i);
        }
        return options;
    }

    /// Takes the word at `i`, with its value, and returns the position of the next one.
    private int take(List<String> words, int i) {
        String word = words.get(i);
        if (word.startsWith("--")) {
            return takeLong(words, i);
        }
        if (word.length() < 2 || word.charAt(0) != '-') {
            operands.add(word);
            return i + 1;
        }
        for (int at = 1; at < word.length(); at++) {
            char letter = word.charAt(at);
            String rest = word.substring(at + 1);
            Value value = value(letter);
            if (value == Value.OPTIONAL) {
                put(letter, rest);
                return i + 1;
            }
            if (value == Value.REQUIRED) {
                boolean attached = !rest.isEmpty();
                put(letter, attached ? rest : next(words, i));
                return attached ? i + 1 : i + 2;
            }
            put(letter, "");
        }
        return i + 1;
    }

    private int takeLong(List<String> words, int i) {
        String word = words.get(i).substring(2);
        int equals = word.indexOf('=');
        Optional<Character> letter = named(equals < 0 ? word : word.substring(0, equals));
        if (equals >= 0) {
            letter.ifPresent(l -> put(l, word.substring(equals + 1)));
            return i + 1;
        }
        if (letter.isEmpty() || value(letter.get()) != Value.REQUIRED) {
            letter.ifPresent(l -> put(l, ""));
            return i + 1;
        }
        put(letter.get(), next(words, i));
        return i + 2;
    }

    /// A long option may be cut, as long as it is the only one that begins so.
    private Optional<Character> named(String name) {
        if (names.containsKey(name)) {
            return Optional.of(names.get(name));
        }
        List<Character> begun =
                names.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(name))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .toList();
        return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
    }

    private static String next(List<String> words, int i) {
        return i + 1 < words.size() ? words.get(i + 1) : "";
    }

    private void put(char letter, String value) {
        given.computeIfAbsent(letter, _ -> new ArrayList<>()).add(value);
    }

    private enum Value {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    private Value value(char letter) {
        int at = letters.indexOf(letter);
        if (at < 0 || letter == ':' || !letters.startsWith(":", at + 1)) {
            return Value.NONE;
        }
        return letters.startsWith("::", at + 1) ? Value.OPTIONAL : Value.REQUIRED;
    }

    boolean has(char letter) {
        return given.containsKey(letter);
    }

    /// The last value that was given; empty where it has none.
    Optional<String> value(String letter) {
        return Optional.ofNullable(given.get(letter.charAt(0)))
                .map(List::getLast)
                .filter(v -> !v.isEmpty());
    }

    List<String> operands() {
        return operands;
    }
}
