package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Lines up to one with nothing but a dot, as POP3 and NNTP list things.
final class DottedList {
    private DottedList() {}

    static List<String> read(PlainDialogue dialogue) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = dialogue.line();
        while (!line.equals(".")) {
            lines.add(line.strip());
            line = dialogue.line();
        }
        return lines;
    }
}
