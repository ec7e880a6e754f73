package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// ManageSieve (RFC 5804 2.2).
record SievePreface() implements Preface {
    private static final String COMMAND = "STARTTLS";
    private static final Pattern END =
            Pattern.compile("(OK|NO|BYE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("(?s).*\\{(\\d{1,6})\\+?}");

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("\"ONBonb");
        List<String> capabilities = new ArrayList<>();
        String greeting = response(dialogue, capabilities);
        if (!isOk(greeting)) {
            throw PlainDialogue.refused("to talk", greeting);
        }
        if (capabilities.stream().noneMatch(("\"" + COMMAND + "\"")::equalsIgnoreCase)) {
            throw PlainDialogue.notOffered(COMMAND, capabilities);
        }
        dialogue.say(COMMAND);
        String answer = response(dialogue, new ArrayList<>());
        if (!isOk(answer)) {
            throw PlainDialogue.refused(COMMAND, answer);
        }
    }

    /// Lines of capabilities, then OK, NO or BYE, which may end in a text of announced length.
    private static String response(PlainDialogue dialogue, List<String> capabilities)
            throws IOException {
        String line = whole(dialogue);
        while (!END.matcher(line).matches()) {
            if (!line.startsWith("\"")) {
                throw PlainDialogue.strange(line);
            }
            capabilities.add(line.strip());
            line = whole(dialogue);
        }
        return line;
    }

    private static String whole(PlainDialogue dialogue) throws IOException {
        String line = dialogue.line();
        var literal = LITERAL.matcher(line);
        if (!literal.matches()) {
            return line;
        }
        byte[] text = dialogue.bytes(Integer.parseInt(literal.group(1)));
        return line + new String(text, java.nio.charset.StandardCharsets.UTF_8) + dialogue.line();
    }

    private static boolean isOk(String response) {
        return response.toUpperCase(Locale.ROOT).startsWith("OK");
    }
}
