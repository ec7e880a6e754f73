package dev.watchkeeper.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;

/// Hands what arrives on a forwarding channel to the session that runs through it. Unlike the JDK's
/// pipes it does not mind which threads read and write, and it never blocks the writer, which
/// serves all channels of its session: a reader that is too far behind finds the pipe closed.
final class BytePipe extends InputStream {
    private static final int MAX_WAITING = 1 << 24;

    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int waiting;
    private int position;
    private boolean closed;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        while (chunks.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        byte[] first = chunks.peek();
        if (first == null) {
            return -1;
        }
        int n = Math.min(length, first.length - position);
        System.arraycopy(first, position, into, offset, n);
        position += n;
        waiting -= n;
        if (position == first.length) {
            chunks.remove();
            position = 0;
        }
        return n;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /// The other end.
    OutputStream sink() {
        return new Sink();
    }

    private synchronized void add(byte[] chunk) {
        if (!closed && chunk.length > 0) {
            chunks.add(chunk);
            waiting += chunk.length;
            closed = waiting > MAX_WAITING;
            notifyAll();
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int b) {
            add(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
        }

        @Override
        public void close() {
            BytePipe.this.close();
        }
    }
}
