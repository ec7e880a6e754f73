package dev.watchkeeper.cli;

import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/// Runs a plan and prints what it says as it comes. Ctrl-C cancels it, or leaves a renewal to go on
/// by itself, as does the end of the terminal; whoever runs it then has a moment to tell what is
/// left, before the process ends.
final class RemedyWatch implements Remedies.Listener {
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final CompletableFuture<RemedyOutcome> outcome = new CompletableFuture<>();
    private final CountDownLatch told = new CountDownLatch(1);

    RemedyWatch(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Runs a plan.
    ///
    /// @param tell prints the outcome and gives the exit status
    int run(
            Remedies remedies,
            RemedyPlan plan,
            String confirmation,
            ToIntFunction<RemedyOutcome> tell)
            throws InterruptedException {
        Remedies.Run run = remedies.run(plan, confirmation, this);
        Thread onInterrupt = new Thread(() -> cancel(run), "watchkeeper-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            int status = tell.applyAsInt(outcome.get());
            terminal.out().flush();
            return status;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            told.countDown();
            forget(onInterrupt);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // Shutting down already: the hook is what runs.
        }
    }

    private void cancel(Remedies.Run run) {
        run.leave();
        try {
            if (told.await(MOMENT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        terminal.line("Cancelled; what is left on the host is not known.");
        terminal.out().flush();
    }

    @Override
    public void step(int index, String text) {
        say((index + 1) + ". " + text);
    }

    @Override
    public void output(String text) {
        say(Plain.indented(text.stripTrailing(), "   | "));
    }

    @Override
    public void ended(RemedyOutcome how) {
        outcome.complete(how);
    }

    private void say(String text) {
        terminal.line(text);
        terminal.out().flush();
    }
}
