package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A reply of SMTP (RFC 5321 4.2), FTP (RFC 959 4.2) or NNTP: three digits, and a hyphen after them
/// while more lines follow.
///
/// @param lines all, without their ends
record NumberedReply(List<String> lines) {
    NumberedReply {
        lines = List.copyOf(lines);
    }

    /// @throws StrangeReplyException if it does not begin with three digits
    static NumberedReply read(PlainDialogue dialogue) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = dialogue.line();
        if (!line.matches("(?s)\\d{3}([ -].*)?")) {
            throw PlainDialogue.strange(line);
        }
        lines.add(line);
        String code = line.substring(0, 3);
        boolean more = line.startsWith("-", 3);
        while (more) {
            line = dialogue.line();
            lines.add(line);
            more = !line.equals(code) && !line.startsWith(code + " ");
        }
        return new NumberedReply(lines);
    }

    static NumberedReply to(PlainDialogue dialogue, String command) throws IOException {
        dialogue.say(command);
        return read(dialogue);
    }

    boolean is(int code) {
        return lines.getFirst().startsWith(Integer.toString(code));
    }

    /// Whether the first digit says that it went well.
    boolean isPositive() {
        return lines.getFirst().startsWith("2");
    }

    String text() {
        return String.join(" / ", lines);
    }

    /// What stands after the codes, from the second line on.
    List<String> details() {
        return lines.stream()
                .skip(1)
                .map(l -> l.matches("(?s)\\d{3}[ -].*") ? l.substring(4) : l)
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }
}
