package dev.watchkeeper.tls;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Direct buffers for one handshake each, lent and taken back: allocating them costs more than the
/// handshake's own Java code.
final class RecordBuffers {
    /// A TLS record of the largest size, with room for its header and tag (RFC 8446 5.2).
    private static final int RECORD = 16_384 + 256 + 5;

    private final ConcurrentLinkedQueue<Pair> free = new ConcurrentLinkedQueue<>();

    Pair take() {
        Pair pair = free.poll();
        return pair == null
                ? new Pair(
                        this, ByteBuffer.allocateDirect(RECORD), ByteBuffer.allocateDirect(RECORD))
                : pair;
    }

    /// `in` is from the peer, `out` to it.
    record Pair(RecordBuffers home, ByteBuffer in, ByteBuffer out) implements AutoCloseable {
        @Override
        public void close() {
            in.clear();
            out.clear();
            home.free.add(this);
        }
    }
}
