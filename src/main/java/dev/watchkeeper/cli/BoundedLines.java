package dev.watchkeeper.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads lines of bytes, however long they are: of one that is longer than [#LONGEST] only its
/// length is kept.
final class BoundedLines {
    static final int LONGEST = 8 << 20;

    private final InputStream in;
    private long number;
    private boolean ended;

    BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /// The next one without its end; empty at the end of the input.
    Optional<Line> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        var kept = new ByteArrayOutputStream();
        long length = 0;
        int b = in.read();
        while (b >= 0 && b != '\n') {
            if (++length <= LONGEST) {
                kept.write(b);
            }
            b = in.read();
        }
        ended = b < 0;
        if (ended && length == 0) {
            return Optional.empty();
        }
        number++;
        byte[] bytes = length > LONGEST ? new byte[0] : kept.toByteArray();
        return Optional.of(new Line(number, bytes, length));
    }

    /// A line, numbered from 1.
    static final class Line {
        private final long number;
        private final byte[] bytes;
        private final long length;

        Line(long number, byte[] bytes, long length) {
            this.number = number;
            this.bytes = bytes.clone();
            this.length = length;
        }

        long number() {
            return number;
        }

        /// Empty when it is too long.
        byte[] bytes() {
            return bytes.clone();
        }

        /// In bytes.
        long length() {
            return length;
        }

        boolean isTooLong() {
            return length > LONGEST;
        }
    }
}
