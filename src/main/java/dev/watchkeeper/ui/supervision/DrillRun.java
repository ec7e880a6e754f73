package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Job.State;
import dev.watchkeeper.ui.fx.OutputBuffer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A drill under way: a job of the window whose thread is a virtual one. Cancelling interrupts it.
final class DrillRun {
    private static final Logger LOG = LoggerFactory.getLogger(DrillRun.class);
    private static final int LEGS = DrillResult.Stage.values().length;

    private final Supervision supervision;
    private final Ages ages;
    private final Executor fx;
    private final Job job;
    private final Consumer<Leg> leg;

    private DrillRun(Supervision supervision, Ages ages, Executor fx, Consumer<Leg> leg) {
        this.supervision = supervision;
        this.ages = ages;
        this.fx = fx;
        this.leg = leg;
        // What was sent in is taken back in the end, which takes its time too.
        Duration limit = supervision.drill().within().multipliedBy(LEGS + 1L);
        job =
                new Job(
                        "drill/" + supervision.name(),
                        "Drill of " + Shown.of(supervision.name()),
                        ages.now(),
                        limit,
                        new OutputBuffer(fx, OutputBuffer.DEFAULT_CAPACITY));
    }

    /// Starts one and returns its job.
    ///
    /// @param leg hears of each leg that has ended, on the JavaFX thread
    static Job start(
            Drilling drilling,
            Supervision supervision,
            boolean pages,
            Ages ages,
            Executor fx,
            Consumer<Leg> leg) {
        var run = new DrillRun(supervision, ages, fx, leg);
        Thread thread = Thread.ofVirtual().name("drill").unstarted(() -> run.run(drilling, pages));
        run.job.onCancel(thread::interrupt);
        thread.start();
        return run.job;
    }

    private void run(Drilling drilling, boolean pages) {
        try {
            DrillResult result = drilling.run(supervision, pages, this::ended);
            end(result.passed() ? State.SUCCEEDED : State.FAILED, words(result));
        } catch (RuntimeException e) {
            LOG.warn("a drill could not be run", e);
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            end(State.UNKNOWN, "The drill was not run to its end: " + Shown.of(message));
        }
    }

    private void ended(Leg ended) {
        job.output()
                .line(
                        "%s: %s: %s"
                                .formatted(
                                        DrillLegs.words(ended.stage()),
                                        DrillLegs.took(ended),
                                        Shown.of(ended.text())));
        fx.execute(() -> leg.accept(ended));
    }

    private void end(State state, String text) {
        job.output().flush();
        fx.execute(() -> job.end(state, text, ages.now()));
    }

    static String words(DrillResult result) {
        return result.fault()
                .map(l ->
                        "Not passed: it stopped at '%s': %s"
                                .formatted(DrillLegs.words(l.stage()), Shown.of(l.text())))
                .orElse(result.passed() ? "Passed." : "Not passed: no leg was seen.");
    }
}
