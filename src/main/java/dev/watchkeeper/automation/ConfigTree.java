package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalFiles;
import dev.watchkeeper.host.RenewalFiles.Fact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The statements of servers' configurations, in the order in which a server reads them: what is
/// included comes in the place of the line that includes it.
final class ConfigTree {
    private static final int DEEPEST = 14;
    private static final int MOST = 100_000;

    private final Map<String, List<Statement>> byFile = new HashMap<>();
    private final Map<String, List<String>> included = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int told;
    private boolean cut;

    ConfigTree(RenewalFiles files) {
        files.facts("st").forEach(this::statement);
        files.facts("into")
                .forEach(f ->
                        included.computeIfAbsent(
                                        key(f.field(0), f.field(1)), _ -> new ArrayList<>())
                                .add(f.field(2)));
    }

    private void statement(Fact f) {
        if (f.fields().size() > 2) {
            List<Statement> all = byFile.computeIfAbsent(f.field(0), _ -> new ArrayList<>());
            all.add(
                    new Statement(
                            f.field(0), f.field(1), f.fields().subList(2, f.fields().size())));
        }
    }

    /// Tells of all statements from a file on. Includes that go in a circle are followed once.
    void read(String file, Consumer<Statement> reader) {
        if (open.size() >= DEEPEST || open.contains(file)) {
            cut = true;
            return;
        }
        open.push(file);
        for (Statement s : byFile.getOrDefault(file, List.of())) {
            if (++told > MOST) {
                cut = true;
                break;
            }
            reader.accept(s);
            if (s.is("include")) {
                targets(s).forEach(t -> read(t, reader));
            }
        }
        open.pop();
    }

    /// What a statement's line includes.
    List<String> targets(Statement s) {
        return included.getOrDefault(key(s.file(), s.line()), List.of());
    }

    /// The files of certificates that a statement's line leads to.
    List<String> certificates(Statement s) {
        return included.getOrDefault(key(s.file(), s.line() + "c"), List.of());
    }

    /// The files with statements that a path names: itself, or what lies in that folder.
    List<String> filesOf(String path) {
        return byFile.containsKey(path)
                ? List.of(path)
                : byFile.keySet().stream()
                        .filter(f -> f.startsWith(path + "/"))
                        .filter(f -> f.indexOf('/', path.length() + 1) < 0)
                        .sorted()
                        .toList();
    }

    List<Statement> of(String file) {
        return byFile.getOrDefault(file, List.of());
    }

    /// Whether something was left out: a circle, or too much.
    boolean wasCut() {
        return cut;
    }

    private static String key(String file, String line) {
        return line + " " + file;
    }

    /// A statement.
    ///
    /// @param words the name in lower case, and its arguments
    record Statement(String file, String line, List<String> words) {
        boolean is(String name) {
            return words.getFirst().equals(name);
        }

        String word(int index) {
            return index < words.size() ? words.get(index) : "";
        }

        List<String> arguments() {
            return words.subList(1, words.size());
        }

        String place() {
            return file + ":" + line;
        }
    }
}
