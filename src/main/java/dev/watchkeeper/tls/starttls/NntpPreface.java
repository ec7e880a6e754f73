package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.List;

/// NNTP (RFC 4642).
record NntpPreface() implements Preface {
    private static final String COMMAND = "STARTTLS";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("245");
        NumberedReply greeting = NumberedReply.read(dialogue);
        if (greeting.is(220) || greeting.is(221)) {
            throw PlainDialogue.strange(greeting.text());
        }
        if (!greeting.is(200) && !greeting.is(201)) {
            throw PlainDialogue.refused("to talk", greeting.text());
        }
        NumberedReply listed = NumberedReply.to(dialogue, "CAPABILITIES");
        List<String> offered = listed.is(101) ? DottedList.read(dialogue) : List.of(listed.text());
        if (offered.stream().noneMatch(COMMAND::equalsIgnoreCase)) {
            throw PlainDialogue.notOffered(COMMAND, offered);
        }
        NumberedReply answer = NumberedReply.to(dialogue, COMMAND);
        if (!answer.is(382)) {
            throw PlainDialogue.refused(COMMAND, answer.text());
        }
    }
}
