package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Runs the steps of a plan whose steps build upon each other: all of it is looked at once more
/// before the first, and each one is done only when that is seen.
final class CheckedSteps {
    private final RemedyPlan plan;
    private final Sightings sightings;

    CheckedSteps(RemedyPlan plan, Sightings sightings) {
        this.plan = plan;
        this.sightings = sightings;
    }

    /// Observes all that the plan would touch. How it ends when nothing is to be done, or empty.
    Optional<RemedyOutcome> begin() {
        Map<String, Optional<Probed>> before = new HashMap<>();
        hosts().forEach(h -> before.put(h, sightings.probed(h)));
        Set<FindingKey> keys = new HashSet<>(plan.also());
        keys.add(plan.finding());
        hosts().forEach(h -> keys.add(Sightings.keyOf(h)));
        Optional<Report> now = sightings.observe(keys);
        Optional<String> unseen = hosts().stream().filter(h -> !isNew(h, before)).findFirst();
        if (now.isEmpty() || unseen.isPresent()) {
            return refused(unseen.orElse(plan.finding().value()) + " could not be observed again");
        }
        hosts().forEach(sightings::seen);
        List<Finding> open = Drift.open(plan, now.get());
        if (open.isEmpty()) {
            return Optional.of(
                    new RemedyOutcome.Fixed(
                            "Nothing was done: observed again, the problem is gone already."));
        }
        return now.get().finding(plan.finding()).isEmpty()
                ? refused("what it waits for has changed; look at the findings again")
                : new Drift(plan, now.get()).objection().flatMap(CheckedSteps::refused);
    }

    private static Optional<RemedyOutcome> refused(String why) {
        return Optional.of(new RemedyOutcome.Refused("Nothing was done: " + why + "."));
    }

    private List<String> hosts() {
        return plan.steps().stream()
                .filter(s -> !(s.action() instanceof Action.Renew))
                .map(RemedyStep::host)
                .distinct()
                .toList();
    }

    private boolean isNew(String host, Map<String, Optional<Probed>> before) {
        Optional<Probed> now = sightings.probed(host);
        return now.filter(p -> p.snapshot().complete()).isPresent()
                && !now.equals(before.get(host));
    }

    /// Runs a step unless its check holds already, and says whether it holds then.
    ///
    /// @param body runs it
    StepResult run(RemedyStep step, Supplier<StepResult> body) {
        if (step.action() instanceof Action.Renew renew) {
            return unmet(renew.renewal()).<StepResult>map(StepResult.Refused::new).orElseGet(body);
        }
        if (!step.isChecked()) {
            return body.get();
        }
        Optional<HostSnapshot> host = sightings.recent(step.host());
        if (host.isEmpty()) {
            return new StepResult.Failed(
                    "Nothing was done on %s: it could not be observed.".formatted(step.host()));
        }
        return CheckJudge.of(step.check(), host.get()) instanceof Sight.Holds seen
                ? new StepResult.Done("Not needed on %s: %s.".formatted(step.host(), seen.text()))
                : confirmed(step, body.get());
    }

    private StepResult confirmed(RemedyStep step, StepResult result) {
        return switch (result) {
            case StepResult.Refused _, StepResult.Cancelled _ -> result;
            case StepResult.Failed _ when !isTry(step) -> result;
            case StepResult.Done _, StepResult.Failed _, StepResult.Unknown _ -> seen(step, result);
        };
    }

    /// What is seen counts, not what the step said of itself.
    private StepResult seen(RemedyStep step, StepResult result) {
        Sight sight = sightings.await(step.check(), step.host(), isTry(step));
        String text = "%s Seen on %s: %s.".formatted(result.text(), step.host(), sight.text());
        return switch (sight) {
            case Sight.Holds _ ->
                    new StepResult.Done(text, result instanceof StepResult.Done d ? d.left() : "");
            case Sight.HoldsNot _ when result instanceof StepResult.Unknown ->
                    new StepResult.Unknown(text);
            case Sight.HoldsNot _ when isTry(step) -> new StepResult.Done(text);
            case Sight.HoldsNot _ -> new StepResult.Failed(text);
            case Sight.Unseen _ -> new StepResult.Unknown(text);
        };
    }

    private static boolean isTry(RemedyStep step) {
        return step.check() instanceof StepCheck.Answers a && a.orForced();
    }

    /// What a renewal requires is put right by the steps before it, so it is asked now.
    private Optional<String> unmet(Renewal renewal) {
        var keys = new HashSet<FindingKey>();
        renewal.requires().forEach(r -> keys.add(Sightings.keyOf(r)));
        if (!keys.isEmpty() && sightings.observe(keys).isEmpty()) {
            return Optional.of("Not renewed: what it requires could not be observed.");
        }
        List<String> unmet = Preconditions.unmet(renewal, sightings.newest().snapshot());
        return unmet.isEmpty()
                ? Optional.empty()
                : Optional.of("Not renewed. " + String.join(" ", unmet));
    }
}
