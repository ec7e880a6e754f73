package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A renewal that goes on by itself on a simulated host: its output and how it ended. Thread-safe.
final class SimulatedRun {
    private final String id;
    private final String lock;
    private final long pid;
    private final String about;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(output, output);
    private volatile Optional<String> fate = Optional.empty();
    private volatile Instant ended = Instant.EPOCH;

    /// @param about what the scripts tell of it after its id
    SimulatedRun(String id, String lock, long pid, String about) {
        this.id = id;
        this.lock = lock;
        this.pid = pid;
        this.about = about;
    }

    String id() {
        return id;
    }

    String lock() {
        return lock;
    }

    long pid() {
        return pid;
    }

    String about() {
        return id + " " + about;
    }

    void start(SimulatedHost host, Program program) {
        Thread.ofVirtual().name("demo run").start(() -> run(host, program));
    }

    private void run(SimulatedHost host, Program program) {
        String how = "vanished";
        try {
            how = "exit " + program.run(terminal);
        } catch (InterruptedException e) {
            how = "cancelled";
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail", e);
        } finally {
            ended = host.now();
            fate = Optional.of(how);
        }
    }

    /// Ends it as a signal would.
    void end() {
        terminal.hangUp();
    }

    /// How it ended; empty while it goes on.
    Optional<String> fate() {
        return fate;
    }

    long endedAt() {
        return ended.getEpochSecond();
    }

    /// Whole lines of output from this byte on.
    String after(int offset) {
        byte[] all = output.toByteArray();
        int end = all.length;
        while (end > offset && all[end - 1] != '\n') {
            end--;
        }
        return offset >= end ? "" : new String(Arrays.copyOfRange(all, offset, end), UTF_8);
    }
}
