package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.List;

/// The words of a command line's first command, as a POSIX shell takes them apart. It expands
/// nothing.
final class ShellWords {
    private static final int MOST = 200;

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    static List<String> of(String line) {
        var words = new ShellWords(line);
        words.read();
        return List.copyOf(words.words);
    }

    private void read() {
        while (at < line.length() && words.size() < MOST) {
            char c = line.charAt(at++);
            if ("|;&<>\n".indexOf(c) >= 0) {
                break;
            }
            switch (c) {
                case ' ', '\t' -> end();
                case '\'' -> quoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                default -> add(c);
            }
        }
        end();
    }

    private void add(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void escaped() {
        if (at < line.length()) {
            add(line.charAt(at++));
        }
    }

    private void quoted() {
        int end = line.indexOf('\'', at);
        int to = end < 0 ? line.length() : end;
        word.append(line, at, to);
        inWord = true;
        at = to + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return;
            }
            boolean escape =
                    c == '\\' && at < line.length() && "\\\"$`".indexOf(line.charAt(at)) >= 0;
            word.append(escape ? line.charAt(at++) : c);
        }
    }
}
