package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// SMTP (RFC 3207).
record SmtpPreface() implements Preface {
    private static final String COMMAND = "STARTTLS";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.expect("0123456789");
        NumberedReply greeting = NumberedReply.read(dialogue);
        boolean otherNumber = greeting.isPositive() && !greeting.is(220);
        if (otherNumber || SpokenProtocol.isFtp(greeting.text())) {
            throw PlainDialogue.strange(greeting.text());
        }
        if (!greeting.is(220)) {
            throw PlainDialogue.refused("to talk", greeting.text());
        }
        NumberedReply offer = NumberedReply.to(dialogue, "EHLO " + dialogue.addressLiteral());
        List<String> extensions = offer.isPositive() ? offer.details() : List.of(offer.text());
        if (extensions.stream().noneMatch(e -> e.toUpperCase(Locale.ROOT).equals(COMMAND))) {
            throw PlainDialogue.notOffered(COMMAND, extensions);
        }
        NumberedReply answer = NumberedReply.to(dialogue, COMMAND);
        if (!answer.is(220)) {
            throw PlainDialogue.refused(COMMAND, answer.text());
        }
    }
}
