package dev.watchkeeper.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/// One stream of a command: cuts off what comes before the wrapper's `NONCE begin` line and ends at
/// its `NONCE end STATUS` line.
final class MarkedStream extends OutputStream {
    private static final int MAX_NOISE = 1000;
    private static final int LONGEST_END = 16;

    private final Output output;
    private final Remote.Stream stream;
    private final byte[] begin;
    private final byte[] end;

    private byte[] held = new byte[0];
    private String noise = "";
    private boolean begun;
    private boolean ended;
    private OptionalInt exitStatus = OptionalInt.empty();

    MarkedStream(Output output, Remote.Stream stream) {
        this.output = output;
        this.stream = stream;
        this.begin = (output.nonce() + " begin\n").getBytes(StandardCharsets.US_ASCII);
        this.end = (output.nonce() + " end ").getBytes(StandardCharsets.US_ASCII);
    }

    boolean hasBegun() {
        return begun;
    }

    boolean hasEnded() {
        return ended;
    }

    OptionalInt exitStatus() {
        return exitStatus;
    }

    String noise() {
        return begun ? noise : noise + new String(held, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        synchronized (output) {
            if (ended) {
                return;
            }
            byte[] all = Arrays.copyOf(held, held.length + length);
            System.arraycopy(bytes, offset, all, held.length, length);
            int from = begun ? 0 : skipNoise(all);
            if (begun) {
                take(all, from);
            }
        }
    }

    @Override
    public void close() {
        synchronized (output) {
            if (!ended) {
                if (begun) {
                    output.keep(stream, held, 0, held.length);
                }
                finish();
            }
        }
    }

    private int skipNoise(byte[] all) {
        int mark = indexOf(all, begin, 0);
        int noiseEnd = mark >= 0 ? mark : Math.max(0, all.length - begin.length);
        if (noise.length() < MAX_NOISE) {
            int shown = Math.min(noiseEnd, MAX_NOISE);
            noise += new String(all, 0, shown, StandardCharsets.UTF_8);
        }
        begun = mark >= 0;
        held = begun ? new byte[0] : Arrays.copyOfRange(all, noiseEnd, all.length);
        return mark + begin.length;
    }

    private void take(byte[] all, int from) {
        int mark = indexOf(all, end, from);
        int stop = mark >= 0 ? mark : all.length - openEnd(all, from);
        output.keep(stream, all, from, stop - from);
        held = Arrays.copyOfRange(all, stop, all.length);
        if (mark >= 0 && held.length > end.length) {
            readStatus();
        }
    }

    private void readStatus() {
        String tail =
                new String(held, end.length, held.length - end.length, StandardCharsets.UTF_8);
        int line = tail.indexOf('\n');
        if (line < 0 && tail.length() < LONGEST_END) {
            return;
        }
        String status = line < 0 ? "" : tail.substring(0, line);
        if (status.matches("\\d{1,3}")) {
            exitStatus = OptionalInt.of(Integer.parseInt(status));
        }
        finish();
    }

    private void finish() {
        ended = true;
        if (begun) {
            held = new byte[0];
        }
        output.streamEnded();
    }

    /// The length of the longest suffix that may be the beginning of the end mark.
    private int openEnd(byte[] all, int from) {
        for (int n = Math.min(end.length - 1, all.length - from); n > 0; n--) {
            if (Arrays.equals(all, all.length - n, all.length, end, 0, n)) {
                return n;
            }
        }
        return 0;
    }

    private static int indexOf(byte[] all, byte[] mark, int from) {
        for (int i = from; i <= all.length - mark.length; i++) {
            if (all[i] == mark[0] && Arrays.equals(all, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        return -1;
    }
}
