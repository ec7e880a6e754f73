package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The three questions to a supervision, answered plainly.
///
/// @param alive whether it makes progress
/// @param covering whether it checks the fleet for what matters
/// @param pages whether a problem would reach a person
public record SupervisionAnswers(Answer alive, Answer covering, Answer pages) {
    private static final Set<FindingKind> LIFE =
            Set.of(FindingKind.SUPERVISION_DEAD, FindingKind.SUPERVISION_UNREACHABLE);
    private static final Set<FindingKind> SILENCE =
            Set.of(
                    FindingKind.SUPERVISION_DEAD,
                    FindingKind.SUPERVISION_OFF,
                    FindingKind.SUPERVISION_SILENT,
                    FindingKind.DRILL_FAILED);

    /// Of one supervision.
    ///
    /// @param findings of the snapshot
    public static SupervisionAnswers of(
            FleetSnapshot snapshot,
            List<Finding> findings,
            Coverage coverage,
            Supervision supervision) {
        Optional<SupervisionState> state =
                Optional.ofNullable(snapshot.supervision().get(supervision.name()));
        List<Finding> own =
                findings.stream()
                        .filter(f ->
                                f instanceof Finding.SupervisionFinding s
                                        && s.supervision().name().equals(supervision.name()))
                        .toList();
        return new SupervisionAnswers(
                alive(snapshot, state, own),
                covering(coverage),
                pages(snapshot, supervision, state, own));
    }

    private static Answer alive(
            FleetSnapshot snapshot, Optional<SupervisionState> state, List<Finding> own) {
        Optional<Answer> fault = fault(own, LIFE);
        if (fault.isPresent()) {
            return fault.get();
        }
        Optional<Observed> seen = state.flatMap(SupervisionState::lastObserved);
        if (seen.isEmpty() || isStale(snapshot, seen.get())) {
            return unknown("it was not asked lately", seen.map(Observed::observedAt));
        }
        long active =
                seen.get().status().services().stream().filter(c -> c.timing().active()).count();
        return new Answer(
                Verdict.YES,
                "its checks are run when they are due (%d of them)".formatted(active),
                Optional.of(seen.get().observedAt()));
    }

    private static boolean isStale(FleetSnapshot snapshot, SupervisionObservation seen) {
        Duration age = Duration.between(seen.observedAt(), snapshot.takenAt());
        return age.compareTo(snapshot.fleet().thresholds().schedule().staleAfter()) > 0;
    }

    private static Answer covering(Coverage coverage) {
        if (!coverage.known()) {
            return unknown("no supervision has answered", Optional.empty());
        }
        int gaps = coverage.gaps().size();
        int all = coverage.rows().size();
        return gaps == 0
                ? new Answer(
                        Verdict.YES,
                        "all of %s are checked for what matters"
                                .formatted(
                                        Texts.count(
                                                all, "endpoint and host", "endpoints and hosts")),
                        Optional.empty())
                : new Answer(
                        Verdict.NO,
                        "%d of %d endpoints and hosts would break unnoticed".formatted(gaps, all),
                        Optional.empty());
    }

    private static Answer pages(
            FleetSnapshot snapshot,
            Supervision supervision,
            Optional<SupervisionState> state,
            List<Finding> own) {
        Optional<Answer> fault = fault(own, SILENCE);
        if (fault.isPresent()) {
            return fault.get();
        }
        Optional<DrillResult> passed = state.flatMap(s -> s.drills().lastPassed());
        Optional<Instant> at = passed.map(DrillResult::startedAt);
        boolean proven =
                at.filter(t ->
                                Duration.between(t, snapshot.takenAt())
                                                .compareTo(supervision.drill().provenFor())
                                        <= 0)
                        .isPresent();
        if (!proven) {
            return unknown(
                    at.map(t ->
                                    "the last drill that passed was "
                                            + Ages.between(t, snapshot.takenAt())
                                            + " ago")
                            .orElse("no drill has passed yet"),
                    at);
        }
        return fault(own, Set.of(FindingKind.SUPERVISION_UNREACHABLE))
                .map(a -> unknown(a.text(), a.at()))
                .orElseGet(() ->
                        new Answer(
                                Verdict.YES,
                                "a drill passed "
                                        + Ages.between(at.orElseThrow(), snapshot.takenAt())
                                        + " ago",
                                at));
    }

    private static Optional<Answer> fault(List<Finding> own, Set<FindingKind> kinds) {
        return own.stream()
                .filter(f -> kinds.contains(f.kind()))
                .filter(f -> f.severity() == Severity.CRITICAL || f.severity() == Severity.HIGH)
                .findFirst()
                .map(f ->
                        new Answer(
                                Objects.equals(f.kind(), FindingKind.SUPERVISION_UNREACHABLE)
                                        ? Verdict.UNKNOWN
                                        : Verdict.NO,
                                f.statement().title(),
                                Optional.of(f.statement().observedAt())));
    }

    private static Answer unknown(String text, Optional<Instant> at) {
        return new Answer(Verdict.UNKNOWN, text, at);
    }

    /// One answer.
    ///
    /// @param text why, one clause
    /// @param at when that was seen
    public record Answer(Verdict verdict, String text, Optional<Instant> at) {}

    /// What an answer comes to; never YES where nobody knows.
    public enum Verdict {
        YES,
        NO,
        UNKNOWN
    }
}
