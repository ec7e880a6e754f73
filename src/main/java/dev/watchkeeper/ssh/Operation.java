package dev.watchkeeper.ssh;

import dev.watchkeeper.inventory.VisibleText;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One remote operation under one budget: its phase, what must be closed to end it, and its
/// verdict, which is given exactly once, by the attempt or by the watchdog.
final class Operation {
    private static final int MAX_TEXT = 500;

    private final String host;
    private final Duration limit;
    private final Output output;
    private final long start = System.nanoTime();
    private final CompletableFuture<SshOutcome> verdict = new CompletableFuture<>();
    private final List<Closeable> published = new ArrayList<>();

    private volatile SshOutcome.Phase phase = SshOutcome.Phase.WAIT;
    private volatile long began = start;
    private volatile String hop = "";
    private volatile boolean cancelled;
    private volatile boolean waitsForAgent;
    private boolean over;
    private @Nullable Thread attempt;
    private volatile @Nullable Closeable stdin;

    Operation(String host, Duration limit, Output output) {
        this.host = host;
        this.limit = limit;
        this.output = output;
    }

    CompletableFuture<SshOutcome> verdict() {
        return verdict;
    }

    Output output() {
        return output;
    }

    SshOutcome.Phase phase() {
        return phase;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration remaining() {
        Duration left = limit.minus(took());
        return left.isPositive() ? left : Duration.ofNanos(1);
    }

    /// The budget that is left, in milliseconds, at least 1.
    int remainingMillis() {
        return (int)
                Math.clamp(TimeUnit.NANOSECONDS.toMillis(remaining().toNanos()), 1L, 86_400_000L);
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancelRequested() {
        cancelled = true;
    }

    /// Enters a phase.
    ///
    /// @throws CancellationException if the verdict has been given
    void enter(SshOutcome.Phase next) {
        if (verdict.isDone()) {
            throw new CancellationException();
        }
        if (phase == SshOutcome.Phase.WAIT && next != SshOutcome.Phase.WAIT) {
            began = System.nanoTime();
        }
        phase = next;
    }

    /// Names the hop that is being reached; empty for the host itself.
    void via(String jump) {
        hop = jump;
    }

    /// Notes whether the ssh-agent is being waited for, and not the host.
    void waitsForAgent(boolean waits) {
        waitsForAgent = waits;
    }

    /// Names the thread that is interrupted at the deadline.
    synchronized void runOn(Thread thread) {
        attempt = thread;
    }

    /// Hands over what must be closed at the deadline, before it is used for the first time.
    ///
    /// @throws CancellationException if the verdict has been given; the resource is closed then
    void publish(Closeable resource) {
        synchronized (this) {
            if (!over) {
                published.add(resource);
                return;
            }
        }
        Closing.quietly(resource::close);
        throw new CancellationException();
    }

    /// Names what the command's wrapper takes for the wish that it ends: the end of stdin.
    void endedBy(Closeable channelStdin) throws java.io.IOException {
        stdin = channelStdin;
        if (cancelled) {
            channelStdin.close();
        }
    }

    /// Asks the wrapper on the host to end the command. May block: not for the watchdog.
    void askToEnd() throws java.io.IOException {
        Closeable end = stdin;
        if (end != null) {
            end.close();
        }
    }

    /// Gives the verdict, unless there is one.
    boolean conclude(SshOutcome outcome) {
        return verdict.complete(outcome);
    }

    /// Gives the verdict that the fault leads to, unless there is one.
    boolean conclude(SshFault fault) {
        HostKeyProblem key = fault.hostKey();
        return conclude(
                key != null
                        ? new SshOutcome.KeyRefused(took(), key)
                        : failed(fault.reason(), named(fault.text())));
    }

    /// The deadline: says where it struck and ends everything.
    void expire() {
        boolean ours = System.nanoTime() - began < limit.toNanos() / 2;
        if (phase == SshOutcome.Phase.WAIT || ours) {
            end(SshOutcome.Reason.BUSY, busyText());
        } else if (waitsForAgent) {
            end(
                    SshOutcome.Reason.KEY_LOCKED,
                    named(
                            "the ssh-agent has not signed within "
                                    + seconds(limit)
                                    + "; it may be waiting for a PIN, a touch or a confirmation"));
        } else {
            end(
                    SshOutcome.Reason.TIMED_OUT,
                    named("no end within " + seconds(limit) + " while " + phase.label()));
        }
    }

    /// Gives the verdict unless there is one, closes what was published and interrupts the attempt.
    void end(SshOutcome.Reason reason, String text) {
        if (conclude(failed(reason, text))) {
            release();
        }
    }

    SshOutcome.Failed failed(SshOutcome.Reason reason, String text) {
        return new SshOutcome.Failed(
                took(),
                phase,
                reason,
                VisibleText.capped(text, MAX_TEXT),
                output.stdout(),
                output.stderr());
    }

    private void release() {
        List<Closeable> open;
        Thread thread;
        synchronized (this) {
            over = true;
            open = List.copyOf(published);
            published.clear();
            thread = attempt;
        }
        open.forEach(resource -> Closing.quietly(resource::close));
        if (thread != null) {
            thread.interrupt();
        }
    }

    private String named(String text) {
        return hop.isEmpty()
                ? host + ": " + text
                : host + ", at the jump host " + hop + ": " + text;
    }

    private String busyText() {
        return phase == SshOutcome.Phase.WAIT
                ? host + ": no turn within " + seconds(limit) + ", an earlier operation is pending"
                : host + ": too little of " + seconds(limit) + " was left after waiting for a turn";
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000.0 + " s";
    }
}
