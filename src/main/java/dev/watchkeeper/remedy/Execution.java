package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One run of a plan whose intent is recorded: its steps until the first that fails, then the
/// observation.
final class Execution {
    private final RemedyPlan plan;
    private final StepRunner steps;
    private final Verification verification;
    private final Remedies.Listener listener;
    private final Cancellation cancellation;
    private final CheckedSteps checked;
    private final List<String> done = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    Execution(
            RemedyPlan plan,
            StepRunner steps,
            Engine engine,
            Remedies.Listener listener,
            Cancellation cancellation,
            Sightings.Pace pace) {
        this.plan = plan;
        this.steps = steps;
        this.listener = listener;
        this.cancellation = cancellation;
        verification = new Verification(engine, plan, pace);
        checked = new CheckedSteps(plan, new Sightings(engine, cancellation, pace));
    }

    RemedyOutcome run() {
        Optional<RemedyOutcome> before = plan.isChecked() ? checked.begin() : Optional.empty();
        return before.orElseGet(this::allSteps);
    }

    private RemedyOutcome allSteps() {
        for (int i = 0; i < plan.steps().size(); i++) {
            if (cancellation.isAsked()) {
                return new RemedyOutcome.Cancelled(
                        i == 0 ? "Nothing was done." : said() + " The rest was not done.");
            }
            RemedyStep step = plan.steps().get(i);
            listener.step(i, step.purpose());
            StepResult result = run(step);
            done.add(result.text());
            if (result instanceof StepResult.Done d && !d.left().isEmpty()) {
                left.add(d.left());
            }
            if (!(result instanceof StepResult.Done)) {
                return stopped(i, result);
            }
            if (plan.isChecked()) {
                listener.output(result.text() + "\n");
            }
        }
        return verified();
    }

    private StepResult run(RemedyStep step) {
        if (step.action() instanceof RemedyStep.Action.Supervise s
                && s.work() instanceof SupervisionWork.Drill drill) {
            return steps.drill(drill, cancellation, listener::output);
        }
        Host host = verification.snapshotBefore().fleet().host(step.host()).orElseThrow();
        return plan.isChecked()
                ? checked.run(step, () -> steps.run(step, host, cancellation, listener::output))
                : steps.run(step, host, cancellation, listener::output);
    }

    private RemedyOutcome stopped(int step, StepResult result) {
        return switch (result) {
            case StepResult.Done _ -> throw new IllegalStateException("a step that is done");
            case StepResult.Refused _ when step == 0 -> new RemedyOutcome.Refused(said());
            case StepResult.Refused _, StepResult.Failed _ ->
                    new RemedyOutcome.StepFailed(step, said() + rest(step));
            case StepResult.Cancelled _ -> new RemedyOutcome.Cancelled(said() + rest(step));
            case StepResult.Unknown _ -> reconciled(step);
        };
    }

    // What came of it is not known, so the target is asked; that is no proof for the steps that
    // have not run.
    private RemedyOutcome reconciled(int step) {
        RemedyOutcome seen = verified();
        boolean last = step == plan.steps().size() - 1;
        return last && seen instanceof RemedyOutcome.Fixed
                ? seen
                : new RemedyOutcome.Unknown(seen.text() + rest(step));
    }

    private RemedyOutcome verified() {
        listener.step(plan.steps().size(), "Observe again");
        RemedyOutcome seen = verification.verify(said(), cancellation);
        return seen instanceof RemedyOutcome.Fixed && !left.isEmpty()
                ? new RemedyOutcome.NotFixed(
                        "%s Observed again: nothing is stuck on it any more, and yet %s."
                                .formatted(said(), String.join("; ", left)))
                : seen;
    }

    private String rest(int step) {
        List<RemedyStep> rest = plan.steps().subList(step + 1, plan.steps().size());
        if (plan.isChecked() && !rest.isEmpty()) {
            return rest.stream()
                    .map(s -> "%s on %s".formatted(s.purpose(), s.host()))
                    .collect(Collectors.joining("; ", " Not done: ", "."));
        }
        return switch (rest.size()) {
            case 0 -> "";
            case 1 -> " The last step was not done.";
            default -> " The other %d steps were not done.".formatted(rest.size());
        };
    }

    private String said() {
        return String.join(" ", done);
    }
}
