package dev.watchkeeper.ui.findings;

import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.OutputBuffer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/// A remedy's run as a job of the window. Hears of the run on the run's thread.
final class RemedyJob implements Remedies.Listener {
    private final RemedyPlan plan;
    private final Job job;
    private final Ages ages;
    private final Executor fx;
    private final Map<String, OutputBuffer> lanes = new LinkedHashMap<>();
    private volatile Optional<OutputBuffer> lane = Optional.empty();

    private RemedyJob(RemedyPlan plan, Ages ages, Executor fx) {
        this.plan = plan;
        this.ages = ages;
        this.fx = fx;
        var output = new OutputBuffer(fx, OutputBuffer.DEFAULT_CAPACITY);
        var limit = OutcomeWords.limit(plan);
        plan.steps()
                .forEach(s ->
                        lanes.computeIfAbsent(
                                s.host(),
                                h -> new OutputBuffer(fx, OutputBuffer.DEFAULT_CAPACITY)));
        String title = doing(plan.question());
        job = new Job(plan.finding().value(), title, ages.now(), limit, output, lanes);
    }

    /// Starts a plan and returns its job.
    static Job start(
            Remedies remedies, RemedyPlan plan, String confirmation, Ages ages, Executor fx) {
        var listener = new RemedyJob(plan, ages, fx);
        Remedies.Run run = remedies.run(plan, confirmation, listener);
        listener.job.onCancel(run::cancel);
        return listener.job;
    }

    private static String doing(String question) {
        return question.endsWith("?") ? question.substring(0, question.length() - 1) : question;
    }

    @Override
    public void step(int index, String text) {
        boolean verifying = index >= plan.steps().size();
        String of = verifying ? "Verify" : "Step " + (index + 1) + " of " + plan.steps().size();
        lane = verifying ? Optional.empty() : Optional.of(laneOf(index));
        String head = "▸ " + of + ": " + text;
        job.output().line(head);
        lane.ifPresent(l -> l.line(head));
        fx.execute(() -> job.step(of + ": " + text));
    }

    @Override
    public void output(String text) {
        job.output().append(text);
        lane.ifPresent(l -> l.append(text));
    }

    private OutputBuffer laneOf(int step) {
        return Objects.requireNonNull(lanes.get(plan.steps().get(step).host()));
    }

    @Override
    public void ended(RemedyOutcome outcome) {
        job.output().flush();
        lanes.values().forEach(OutputBuffer::flush);
        String text = OutcomeWords.withText(outcome);
        fx.execute(() -> job.end(OutcomeWords.state(outcome), text, ages.now()));
    }
}
