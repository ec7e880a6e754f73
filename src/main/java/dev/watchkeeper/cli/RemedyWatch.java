package dev.watchkeeper.cli;

import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a plan and prints what it says as it comes. Ctrl-C cancels it and tells what is left.
final class RemedyWatch implements Remedies.Listener {
    private final Terminal terminal;
    private final CompletableFuture<RemedyOutcome> outcome = new CompletableFuture<>();

    RemedyWatch(Terminal terminal) {
        this.terminal = terminal;
    }

    RemedyOutcome run(Remedies remedies, RemedyPlan plan, String confirmation)
            throws InterruptedException {
        Remedies.Run run = remedies.run(plan, confirmation, this);
        Thread onInterrupt = new Thread(() -> cancel(run), "watchkeeper-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
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
        run.cancel();
        try {
            terminal.line(Plain.of(outcome.get(3, TimeUnit.SECONDS).text()));
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            terminal.line("Cancelled; what is left on the host is not known.");
        }
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
