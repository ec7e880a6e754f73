package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One supervision, and what is known of it. Pure; the rules alone decide how bad a thing is.
///
/// @param findings about it, without those about what it does not cover
/// @param staleAfter an answer older than this counts no more
record AskedSupervision(
        Supervision supervision,
        SupervisionState state,
        List<Finding> findings,
        Duration staleAfter) {
    AskedSupervision {
        findings = List.copyOf(findings);
    }

    String name() {
        return Served.shown(supervision.name());
    }

    Optional<Finding> finding(FindingKind kind) {
        return findings.stream().filter(f -> f.kind() == kind).findFirst();
    }

    /// Whether checks are run.
    SupervisionAnswer alive() {
        return finding(FindingKind.SUPERVISION_DEAD)
                .map(AskedSupervision::dead)
                .orElseGet(this::living);
    }

    private static SupervisionAnswer dead(Finding finding) {
        boolean stands = finding.severity() == Severity.CRITICAL;
        return bad(finding, stands ? "no" : "falls behind");
    }

    private static SupervisionAnswer bad(Finding finding, String word) {
        return SupervisionAnswer.bad(
                finding.severity(),
                word,
                finding.statement().title(),
                finding.statement().observedAt());
    }

    private SupervisionAnswer living() {
        return notKnown().orElseGet(() -> running(state.lastObserved().orElseThrow()));
    }

    /// Why nothing can be said of it now; empty where it answered.
    Optional<SupervisionAnswer> notKnown() {
        if (state.latest().isEmpty()) {
            return Optional.of(
                    SupervisionAnswer.unknown(
                            "not asked yet",
                            name() + " has not been asked yet.",
                            Optional.empty()));
        }
        return state.latest()
                .filter(NotObserved.class::isInstance)
                .map(NotObserved.class::cast)
                .map(n ->
                        SupervisionAnswer.unknown(
                                "not known",
                                name() + " cannot be asked: " + Served.shown(n.text()),
                                state.lastObserved().map(Observed::observedAt)));
    }

    private SupervisionAnswer running(Observed observed) {
        long active =
                observed.status().services().stream().filter(AskedSupervision::isActive).count();
        if (active == 0) {
            return SupervisionAnswer.unknown(
                    "not known",
                    name() + " answers, and runs no check: there is no progress to be seen.",
                    Optional.of(observed.observedAt()));
        }
        long late = OverdueChecks.of(observed.status()).size();
        return SupervisionAnswer.good(
                "yes",
                "%s runs: %,d of %,d checks on time.".formatted(name(), active - late, active),
                observed.observedAt(),
                freshUntil(observed));
    }

    private static boolean isActive(Check check) {
        return check.timing().active();
    }

    Instant freshUntil(Observed observed) {
        return observed.observedAt().plus(staleAfter);
    }

    /// Whether somebody would be told: only a drill proves it, and only for a while.
    SupervisionAnswer pages() {
        return finding(FindingKind.SUPERVISION_OFF)
                .or(() -> finding(FindingKind.SUPERVISION_SILENT))
                .or(() ->
                        finding(FindingKind.SUPERVISION_DEAD)
                                .filter(f -> f.severity() == Severity.CRITICAL))
                .or(() -> finding(FindingKind.DRILL_FAILED))
                .map(f -> bad(f, "no"))
                .or(this::notKnown)
                .orElseGet(() -> proven(state.lastObserved().orElseThrow()));
    }

    private SupervisionAnswer proven(Observed observed) {
        Optional<DrillResult> passed = state.drills().lastPassed();
        if (passed.isEmpty()) {
            return SupervisionAnswer.unknown(
                    "not proven",
                    name() + ": no drill has ever passed, so nobody knows.",
                    Optional.of(observed.observedAt()));
        }
        DrillResult drill = passed.get();
        Instant end = drill.startedAt().plus(supervision.drill().provenFor());
        Optional<Finding> overdue = finding(FindingKind.DRILL_OVERDUE);
        return overdue.map(f ->
                        SupervisionAnswer.unknown(
                                "not proven any more",
                                "%s; one counts for %s."
                                        .formatted(
                                                f.statement().title(),
                                                Ages.of(supervision.drill().provenFor())),
                                Optional.of(drill.startedAt())))
                .orElseGet(() ->
                        SupervisionAnswer.good("yes", words(drill), drill.startedAt(), end)
                                .notAfter(freshUntil(observed)));
    }

    private String words(DrillResult drill) {
        boolean received =
                drill.legs().stream()
                        .anyMatch(
                                l -> l.stage() == Stage.RECEIVED && l.verdict() == Verdict.PASSED);
        return name()
                + (received
                        ? ": a drill got through to where pages arrive."
                        : ": a drill got through as far as the notification; whether it arrives is"
                                + " not looked at.");
    }
}
