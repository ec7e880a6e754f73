package dev.watchkeeper.ssh;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Hands output to a listener in order, on one virtual thread: a slow listener delays nobody else.
final class LiveOutput {
    private final Remote.OutputListener listener;
    private final ExecutorService events;
    private final Decoder out = new Decoder();
    private final Decoder err = new Decoder();

    LiveOutput(Remote.OutputListener listener) {
        this.listener = listener;
        this.events =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().name("ssh-output").factory());
    }

    /// Takes bytes of one stream. The output's caps bound what can be waiting here.
    void add(Remote.Stream stream, byte[] bytes, int offset, int length) {
        String text = (stream == Remote.Stream.STDOUT ? out : err).decode(bytes, offset, length);
        if (text.isEmpty()) {
            return;
        }
        try {
            events.execute(() -> listener.output(stream, text));
        } catch (RejectedExecutionException e) {
            // The outcome has been told: what comes late is heard no more. A sink that throws would
            // end the session.
        }
    }

    void end(SshOutcome outcome) {
        events.execute(() -> listener.ended(outcome));
        events.shutdown();
    }

    /// Decodes UTF-8 in pieces that may end within a character.
    private static final class Decoder {
        private final CharsetDecoder utf8 =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private ByteBuffer rest = ByteBuffer.allocate(0);

        String decode(byte[] bytes, int offset, int length) {
            var in = ByteBuffer.allocate(rest.remaining() + length);
            in.put(rest).put(bytes, offset, length).flip();
            var chars = CharBuffer.allocate(in.remaining() + 1);
            utf8.decode(in, chars, false);
            rest = in;
            return chars.flip().toString();
        }
    }
}
