package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.List;

/// POP3 (RFC 2595 4).
record Pop3Preface() implements Preface {
    private static final String COMMAND = "STLS";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("+-");
        String greeting = dialogue.line();
        if (greeting.startsWith("-ERR")) {
            throw PlainDialogue.refused("to talk", greeting);
        }
        if (!greeting.startsWith("+OK")) {
            throw PlainDialogue.strange(greeting);
        }
        List<String> offered = capabilities(dialogue);
        if (offered.stream().noneMatch(COMMAND::equalsIgnoreCase)) {
            throw PlainDialogue.notOffered(COMMAND, offered);
        }
        dialogue.say(COMMAND);
        String answer = dialogue.line();
        if (!answer.startsWith("+OK")) {
            throw PlainDialogue.refused(COMMAND, answer);
        }
    }

    private static List<String> capabilities(PlainDialogue dialogue) throws IOException {
        dialogue.say("CAPA");
        String first = dialogue.line();
        if (!first.startsWith("+OK")) {
            // Without CAPA (RFC 2449) nothing is known to be offered.
            return List.of(first);
        }
        return DottedList.read(dialogue);
    }
}
