package dev.watchkeeper.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a command prints, between the marks of the wrapper, capped in bytes and lines. Its streams
/// never block and never throw; any thread may look at any time.
final class Output {
    private static final int FLOOD = 16;

    private final String nonce;
    private final int maxBytes;
    private final int maxLines;
    private final Optional<LiveOutput> live;
    private final ByteArrayOutputStream keptOut = new ByteArrayOutputStream();
    private final ByteArrayOutputStream keptErr = new ByteArrayOutputStream();
    private final CountDownLatch done = new CountDownLatch(1);
    private final MarkedStream out;
    private final MarkedStream err;

    private int lines;
    private long discarded;
    private boolean truncated;

    Output(String nonce, RemoteCommand command, Optional<LiveOutput> live) {
        this.nonce = nonce;
        this.maxBytes = command.maxBytes();
        this.maxLines = command.maxLines();
        this.live = live;
        this.out = new MarkedStream(this, Remote.Stream.STDOUT);
        this.err = new MarkedStream(this, Remote.Stream.STDERR);
    }

    OutputStream stdoutSink() {
        return out;
    }

    OutputStream stderrSink() {
        return err;
    }

    String nonce() {
        return nonce;
    }

    synchronized String stdout() {
        return keptOut.toString(StandardCharsets.UTF_8);
    }

    synchronized String stderr() {
        return keptErr.toString(StandardCharsets.UTF_8);
    }

    synchronized boolean isTruncated() {
        return truncated;
    }

    /// Whether so much was thrown away that the command is to be ended.
    synchronized boolean isFlooded() {
        return discarded > (long) maxBytes * FLOOD;
    }

    synchronized boolean hasBegun() {
        return out.hasBegun();
    }

    /// The exit status that the wrapper has printed.
    synchronized OptionalInt exitStatus() {
        return out.exitStatus();
    }

    /// What the login shell printed instead of, or before, the mark.
    synchronized String noise() {
        String before = out.noise().strip();
        return before.isEmpty() ? err.noise().strip() : before;
    }

    /// Waits until both streams have ended or the output is a flood.
    boolean await(long millis) throws InterruptedException {
        return done.await(millis, TimeUnit.MILLISECONDS);
    }

    /// Keeps what still fits. Called with the lock held.
    void keep(Remote.Stream stream, byte[] bytes, int offset, int length) {
        int fits = fitting(stream, bytes, offset, length);
        (stream == Remote.Stream.STDOUT ? keptOut : keptErr).write(bytes, offset, fits);
        live.ifPresent(listener -> listener.add(stream, bytes, offset, fits));
        if (fits < length) {
            truncated = true;
            discarded += length - fits;
            if (isFlooded()) {
                done.countDown();
            }
        }
    }

    /// Hears that a stream has ended. Called with the lock held.
    void streamEnded() {
        if (out.hasEnded() && err.hasEnded()) {
            done.countDown();
        }
    }

    private int fitting(Remote.Stream stream, byte[] bytes, int offset, int length) {
        int room = maxBytes - keptOut.size() - keptErr.size();
        if (stream == Remote.Stream.STDERR) {
            // Half is reserved for stdout: a flood on stderr must not hide the answer.
            room = Math.min(room, maxBytes / 2 - keptErr.size());
        }
        int fits = Math.clamp(length, 0, Math.max(0, room));
        for (int i = 0; i < fits; i++) {
            if (bytes[offset + i] == '\n' && ++lines >= maxLines) {
                return Math.min(i + 1, fits);
            }
        }
        return lines >= maxLines ? 0 : fits;
    }
}
