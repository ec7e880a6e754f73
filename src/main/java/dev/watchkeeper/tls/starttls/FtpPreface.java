package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// FTP (RFC 4217). Servers older than FEAT know AUTH TLS too, so that the command itself is the
/// question.
record FtpPreface() implements Preface {
    private static final String COMMAND = "AUTH TLS";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("0123456789");
        NumberedReply greeting = NumberedReply.read(dialogue);
        if (greeting.is(120)) {
            greeting = NumberedReply.read(dialogue);
        }
        if (greeting.text().toUpperCase(Locale.ROOT).contains("SMTP")) {
            throw PlainDialogue.strange(greeting.text());
        }
        if (!greeting.is(220)) {
            throw PlainDialogue.refused("to talk", greeting.text());
        }
        NumberedReply answer = NumberedReply.to(dialogue, COMMAND);
        if (answer.is(500) || answer.is(502) || answer.is(504)) {
            throw PlainDialogue.notOffered(COMMAND, List.of(answer.text()));
        }
        if (!answer.is(234) && !answer.is(334)) {
            throw PlainDialogue.refused(COMMAND, answer.text());
        }
    }
}
