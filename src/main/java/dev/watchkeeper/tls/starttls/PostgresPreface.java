package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// PostgreSQL's SSLRequest: a length of 8 and a number that is no version of the protocol; the
/// answer is one letter.
record PostgresPreface() implements Preface {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int MOST_SHOWN = 200;

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.say(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
        dialogue.expect("SNE");
        switch (dialogue.next()) {
            case 'S' -> {
                // What follows must be TLS (CVE-2021-23222).
            }
            case 'N' -> throw PlainDialogue.notOffered("TLS", List.of());
            default -> throw PlainDialogue.refused("SSLRequest", error(dialogue));
        }
    }

    /// An ErrorResponse: length, then fields that each end with NUL.
    private static String error(PlainDialogue dialogue) throws IOException {
        int length = ByteBuffer.wrap(dialogue.bytes(4)).getInt() - 4;
        byte[] fields = dialogue.bytes(Math.clamp(length, 0, MOST_SHOWN));
        return new String(fields, java.nio.charset.StandardCharsets.UTF_8).replace('\0', ' ');
    }
}
