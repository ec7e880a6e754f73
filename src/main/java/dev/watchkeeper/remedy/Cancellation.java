package dev.watchkeeper.remedy;

import dev.watchkeeper.ssh.Remote.RunningCommand;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The user's wish to stop, and the command that it then has to stop. Any thread may ask.
final class Cancellation {
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private volatile boolean leaving;
    private Optional<RunningCommand> running = Optional.empty();

    void ask() {
        Optional<RunningCommand> now;
        synchronized (this) {
            asked.complete(true);
            now = running;
        }
        now.ifPresent(RunningCommand::cancel);
    }

    /// Asks to stop here, and to let go on what can.
    void leave() {
        leaving = true;
        ask();
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isAsked() {
        return asked.isDone();
    }

    /// Completes when it is asked for.
    CompletableFuture<Boolean> asked() {
        return asked;
    }

    /// Waits, but not longer than until it is asked for.
    void pause(Duration time) {
        try {
            asked.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The pause is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ask();
        }
    }

    /// A command has started; it is cancelled at once when that was asked for already.
    void running(RunningCommand command) {
        synchronized (this) {
            running = Optional.of(command);
        }
        if (isAsked()) {
            command.cancel();
        }
    }

    synchronized void nothingRuns() {
        running = Optional.empty();
    }
}
