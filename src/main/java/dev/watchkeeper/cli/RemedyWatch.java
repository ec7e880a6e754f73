package dev.watchkeeper.cli;

import dev.watchkeeper.monitor.ProgressWords;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;

import java.time.Duration;
import java.util.Optional;
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
    private final Desk desk;
    private final CompletableFuture<RemedyOutcome> outcome = new CompletableFuture<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final ProgressLine progress;
    private volatile Optional<Step> under = Optional.empty();

    /// The step that is under way.
    private record Step(int number, long begun) {}

    RemedyWatch(Terminal terminal, Desk desk) {
        this.terminal = terminal;
        this.desk = desk;
        this.progress = ProgressLine.begin(terminal, this::waitingFor);
    }

    /// `step 2 for 12 s`, and what is observed meanwhile.
    private Optional<String> waitingFor() {
        Optional<String> observing =
                ProgressWords.underWay(desk.engine().progress(), desk.clock().instant());
        return under.map(s -> "step %d for %d s".formatted(s.number(), seconds(s)))
                .map(s -> observing.map(o -> s + ", " + o).orElse(s))
                .or(() -> observing);
    }

    private static long seconds(Step step) {
        return Duration.ofNanos(System.nanoTime() - step.begun()).toSeconds();
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
            RemedyOutcome how = outcome.get();
            progress.close();
            int status = tell.applyAsInt(how);
            terminal.out().flush();
            return status;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            progress.close();
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
        progress.close();
        terminal.line("Cancelled; what is left on the host is not known.");
        terminal.out().flush();
    }

    @Override
    public void step(int index, String text) {
        under = Optional.of(new Step(index + 1, System.nanoTime()));
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
        progress.makeRoom();
        terminal.line(text);
        terminal.out().flush();
    }
}
