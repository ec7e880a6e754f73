package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.DrillState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether it has been proven lately that a supervision would page.
final class DrillRule {
    private DrillRule() {}

    static List<Finding> of(Scene scene, Supervision supervision, SupervisionState state) {
        Optional<DrillResult> latest = state.drills().latest();
        Optional<Leg> fault = latest.flatMap(DrillResult::fault);
        if (fault.isPresent()) {
            return List.of(failed(supervision, state, latest.orElseThrow(), fault.get()));
        }
        return overdue(scene.now(), supervision, state.drills())
                .map(words -> List.of(overdue(scene, supervision, state, words)))
                .orElse(List.of());
    }

    private static Finding failed(
            Supervision supervision, SupervisionState state, DrillResult drill, Leg fault) {
        String name = Served.shown(supervision.name());
        var draft =
                new Draft(FindingKind.DRILL_FAILED, supervision.name(), Severity.HIGH)
                        .title(
                                "%s would not page: the drill stopped at '%s': %s"
                                        .formatted(
                                                name,
                                                words(fault.stage()),
                                                Served.shown(fault.text())))
                        .impact("What it notices does not reach a person.");
        return finding(supervision, state, draft, evidence(supervision, drill));
    }

    private static Optional<String> overdue(
            Instant now, Supervision supervision, DrillState drills) {
        Duration provenFor = supervision.drill().provenFor();
        return drills.lastPassed()
                .map(d -> Duration.between(d.startedAt(), now))
                .map(age ->
                        age.compareTo(provenFor) <= 0
                                ? Optional.<String>empty()
                                : Optional.of(
                                        "the last drill that passed was " + Ages.of(age) + " ago"))
                .orElseGet(() -> Optional.of("no drill has ever passed"));
    }

    private static Finding overdue(
            Scene scene, Supervision supervision, SupervisionState state, String words) {
        boolean wanted = supervision.drill().every().isPresent();
        boolean once = state.drills().lastPassed().isPresent();
        var draft =
                new Draft(
                                FindingKind.DRILL_OVERDUE,
                                supervision.name(),
                                wanted || once ? Severity.MEDIUM : Severity.LOW)
                        .title(Served.shown(supervision.name()) + ": " + words)
                        .impact("Whether a page would get out is not proven.");
        Evidence evidence =
                new Evidence(
                        "this console",
                        "drills of " + Served.shown(supervision.name()),
                        "%s; one counts for %s"
                                .formatted(words, Ages.of(supervision.drill().provenFor())),
                        scene.now());
        return finding(supervision, state, draft, evidence);
    }

    private static Evidence evidence(Supervision supervision, DrillResult drill) {
        List<String> lines =
                drill.legs().stream()
                        .map(l ->
                                "%s: %s after %d ms: %s"
                                        .formatted(
                                                words(l.stage()),
                                                l.verdict()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '),
                                                l.took().toMillis(),
                                                Served.shown(l.text())))
                        .toList();
        return new Evidence(
                supervision.name(), "the last drill", Texts.lines(lines), drill.startedAt());
    }

    /// `state changed`.
    private static String words(DrillResult.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Finding finding(
            Supervision supervision, SupervisionState state, Draft draft, Evidence evidence) {
        return new Finding.SupervisionFinding(
                draft.on(List.of(evidence)), supervision, state.lastObserved());
    }
}
