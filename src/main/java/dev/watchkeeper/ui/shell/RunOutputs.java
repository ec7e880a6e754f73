package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.remedy.EarlierRun;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.RunFate;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.OutputBuffer;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Follows runs of earlier consoles as jobs of this window.
final class RunOutputs {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final EarlierRuns runs;
    private final Jobs jobs;
    private final Ages ages;
    private final Executor fx;
    private final Consumer<FindingKey> again;

    /// @param again observes anew what a run was to fix
    RunOutputs(EarlierRuns runs, Jobs jobs, Ages ages, Executor fx, Consumer<FindingKey> again) {
        this.runs = runs;
        this.jobs = jobs;
        this.ages = ages;
        this.fx = fx;
        this.again = again;
    }

    /// Shows a run's output; one that is followed already is not followed twice.
    ///
    /// @param learned hears the run with what became of it
    void show(EarlierRun run, Consumer<EarlierRun> learned) {
        String subject = "run " + run.id();
        if (jobs.newestOf(subject).filter(Job::isRunning).isPresent()) {
            return;
        }
        var output = new OutputBuffer(fx, OutputBuffer.DEFAULT_CAPACITY);
        String title = "Output of run %s on %s".formatted(run.id(), run.host());
        var job = new Job(subject, title, ages.now(), LONGEST, output);
        jobs.add(job);
        Runnable stop =
                runs.follow(
                        run,
                        output::append,
                        fate -> {
                            output.flush();
                            fx.execute(() -> ended(job, run, fate, learned));
                        });
        job.onCancel(stop);
    }

    private void ended(Job job, EarlierRun run, RunFate fate, Consumer<EarlierRun> learned) {
        var known = new EarlierRun(run.finding(), run.host(), run.id(), run.renewal(), fate);
        job.end(state(fate), known.text(), ages.now());
        again.accept(run.finding());
        learned.accept(known);
    }

    private static Job.State state(RunFate fate) {
        return switch (fate) {
            case RunFate.Exited _, RunFate.Ended _, RunFate.Recorded _ -> Job.State.ENDED;
            case RunFate.Running _,
                    RunFate.Starting _,
                    RunFate.Rebooted _,
                    RunFate.Vanished _,
                    RunFate.Absent _,
                    RunFate.Unheard _ ->
                    Job.State.UNKNOWN;
        };
    }
}
