package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// MySQL and MariaDB: the server greets with its capabilities (HandshakeV10), the client answers
/// with an SSLRequest, and TLS follows without another word.
record MysqlPreface() implements Preface {
    private static final int HEADER = 4;
    private static final int HANDSHAKE_V10 = 10;
    private static final int ERROR = 0xff;
    private static final int CLIENT_PROTOCOL_41 = 0x200;
    private static final int CLIENT_SSL = 0x800;
    private static final int CLIENT_SECURE_CONNECTION = 0x8000;
    private static final int UTF8 = 33;
    private static final int LONGEST = 8_192;

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        byte[] header = dialogue.bytes(HEADER);
        int length = (header[0] & 0xff) | ((header[1] & 0xff) << 8) | ((header[2] & 0xff) << 16);
        if (header[3] != 0 || length == 0 || length > LONGEST) {
            throw new StrangeReplyException(header);
        }
        byte[] greeting = dialogue.bytes(length);
        int version = greeting[0] & 0xff;
        if (version == ERROR) {
            throw PlainDialogue.refused("to talk", error(greeting));
        }
        if (version != HANDSHAKE_V10) {
            throw new StrangeReplyException(greeting);
        }
        if ((capabilities(greeting) & CLIENT_SSL) == 0) {
            throw PlainDialogue.notOffered("TLS", List.of("no CLIENT_SSL"));
        }
        dialogue.requireNothingMore();
        dialogue.say(request());
    }

    /// The lower two bytes: after the version as a text, the thread's number, eight bytes of salt
    /// and a filler.
    private static int capabilities(byte[] greeting) throws IOException {
        int end = 1;
        while (end < greeting.length && greeting[end] != 0) {
            end++;
        }
        int at = end + 1 + 4 + 8 + 1;
        if (at + 2 > greeting.length) {
            throw new StrangeReplyException(greeting);
        }
        return ByteBuffer.wrap(greeting).order(ByteOrder.LITTLE_ENDIAN).getShort(at);
    }

    private static String error(byte[] packet) {
        int at = Math.min(3, packet.length);
        return new String(packet, at, packet.length - at, StandardCharsets.UTF_8);
    }

    private static byte[] request() {
        return ByteBuffer.allocate(HEADER + 32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(32 | (1 << 24))
                .putInt(CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION)
                .putInt(1 << 24)
                .put((byte) UTF8)
                .array();
    }
}
