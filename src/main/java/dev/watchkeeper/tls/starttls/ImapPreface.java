package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// IMAP (RFC 9051 6.2.1).
record ImapPreface() implements Preface {
    private static final String COMMAND = "STARTTLS";
    private static final Pattern CAPABILITY =
            Pattern.compile("\\* CAPABILITY (.*)", Pattern.CASE_INSENSITIVE);

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("*");
        String greeting = dialogue.line();
        String upper = greeting.toUpperCase(Locale.ROOT);
        if (upper.startsWith("* PREAUTH") || upper.startsWith("* BYE")) {
            throw PlainDialogue.refused("to talk about TLS", greeting);
        }
        if (!upper.startsWith("* OK")) {
            throw PlainDialogue.strange(greeting);
        }
        List<String> capabilities = new ArrayList<>();
        String asked = complete(dialogue, "a1", "CAPABILITY", capabilities);
        if (capabilities.stream().noneMatch(COMMAND::equalsIgnoreCase)) {
            throw PlainDialogue.notOffered(
                    COMMAND, capabilities.isEmpty() ? List.of(asked) : capabilities);
        }
        String answer = complete(dialogue, "a2", COMMAND, new ArrayList<>());
        if (!answer.toUpperCase(Locale.ROOT).startsWith("OK")) {
            throw PlainDialogue.refused(COMMAND, answer);
        }
    }

    /// @return what stands after the tag
    private static String complete(
            PlainDialogue dialogue, String tag, String command, List<String> capabilities)
            throws IOException {
        dialogue.say(tag + " " + command);
        String line = dialogue.line();
        while (!line.startsWith(tag + " ")) {
            if (!line.startsWith("* ")) {
                throw PlainDialogue.strange(line);
            }
            var match = CAPABILITY.matcher(line);
            if (match.matches()) {
                capabilities.addAll(List.of(match.group(1).strip().split(" +")));
            }
            line = dialogue.line();
        }
        return line.substring(tag.length() + 1);
    }
}
