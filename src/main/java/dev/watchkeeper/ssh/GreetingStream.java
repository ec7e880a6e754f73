package dev.watchkeeper.ssh;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What comes from the host: limits what it may say before its version line, and remembers what
/// that was and whether the connection ended.
final class GreetingStream extends InputStream {
    private static final int MAX_LINES = 1024;
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_SHOWN = 120;

    private final InputStream in;
    private final StringBuilder line = new StringBuilder();
    private volatile String firstLine = "";
    private volatile boolean greeted;
    private volatile boolean ended;
    private volatile boolean flooded;
    private int lines;
    private int bytes;

    GreetingStream(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 15);
    }

    /// Whether the version line has come.
    boolean hasGreeted() {
        return greeted;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean isFlooded() {
        return flooded;
    }

    /// The first line that came, capped; empty when none did.
    String firstLine() {
        return firstLine.isEmpty() ? line.toString() : firstLine;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(into, offset, greeted ? length : Math.min(1, length));
        } catch (IOException e) {
            ended = true;
            throw e;
        }
        if (n < 0) {
            ended = true;
        } else if (!greeted && n > 0) {
            hear(into[offset]);
        }
        return n;
    }

    private void hear(byte b) throws IOException {
        bytes++;
        if (b == '\n') {
            lines++;
            greeted = line.toString().startsWith("SSH-");
            if (firstLine.isEmpty()) {
                firstLine = line.toString().strip();
            }
            line.setLength(0);
        } else if (line.length() < MAX_SHOWN) {
            line.append(new String(new byte[] {b}, StandardCharsets.ISO_8859_1));
        }
        if (b == '\n' && lines == 1 && isForeign(firstLine)) {
            throw new IOException("another protocol answers");
        }
        if (!greeted && (lines >= MAX_LINES || bytes >= MAX_BYTES)) {
            flooded = true;
            throw new IOException("too much before the SSH version line");
        }
    }

    /// Whether the line is the first of a protocol that says no more until it is spoken to.
    private static boolean isForeign(String line) {
        return line.matches("(HTTP/|220[ -]|\\+OK |\\* OK ).*");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
