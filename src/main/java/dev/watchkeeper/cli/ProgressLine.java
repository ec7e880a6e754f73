package dev.watchkeeper.cli;

import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.ProgressWords;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What a command waits for, on one line of the terminal that is drawn over: from the second second
/// on, and wiped when the wait is over. Where errors go to no terminal, nothing is ever drawn.
final class ProgressLine implements AutoCloseable {
    private static final Duration NOTICED = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofMillis(250);

    /// A line that wraps could not be drawn over.
    private static final int WIDEST = 79;

    private static final String WIPE = "\r\u001b[K";

    private final Terminal terminal;
    private final Supplier<Optional<String>> words;
    private final LongSupplier nanos;
    private final Thread ticker = Thread.ofVirtual().name("progress-line").unstarted(this::tick);
    private long begun;
    private String drawn = "";
    private boolean closed;

    /// @param words what is waited for at the moment; empty for nothing
    /// @param nanos as [System#nanoTime]
    ProgressLine(Terminal terminal, Supplier<Optional<String>> words, LongSupplier nanos) {
        this.terminal = terminal;
        this.words = words;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /// Draws until it is closed.
    static ProgressLine begin(Terminal terminal, Supplier<Optional<String>> words) {
        var line = new ProgressLine(terminal, words, System::nanoTime);
        if (terminal.drawable()) {
            line.ticker.start();
        }
        return line;
    }

    /// Draws what an engine waits for.
    static ProgressLine begin(Terminal terminal, Engine engine, InstantSource clock) {
        return begin(terminal, () -> ProgressWords.underWay(engine.progress(), clock.instant()));
    }

    /// Draws what has changed.
    synchronized void draw() {
        boolean young = nanos.getAsLong() - begun < NOTICED.toNanos();
        if (closed || young || !terminal.drawable()) {
            return;
        }
        String now = words.get().map(w -> capped(Plain.of(w))).orElse("");
        if (!now.equals(drawn)) {
            drawn = now;
            terminal.err().print(WIPE + now);
            terminal.err().flush();
        }
    }

    /// Wipes it, so that something else can be printed; it comes again after a second.
    synchronized void makeRoom() {
        begun = nanos.getAsLong();
        if (!drawn.isEmpty()) {
            drawn = "";
            terminal.err().print(WIPE);
            terminal.err().flush();
        }
    }

    private static String capped(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }

    private void tick() {
        try {
            while (true) {
                draw();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    @Override
    public synchronized void close() {
        makeRoom();
        closed = true;
        ticker.interrupt();
    }
}
