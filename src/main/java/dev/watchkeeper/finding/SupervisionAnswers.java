package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.SupervisionFinding;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.coverage.Coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The three questions to a supervision, answered plainly. Pure; the rules alone decide how bad a
/// thing is.
///
/// @param alive whether checks are run
/// @param covering whether they would notice what breaks
/// @param pages whether somebody would be told
public record SupervisionAnswers(
        SupervisionAnswer alive, SupervisionAnswer covering, SupervisionAnswer pages) {
    /// Of a whole fleet.
    ///
    /// @param together of all systems; empty where the fleet names none
    /// @param each in the order of the fleet; its `covering` is what that one has its part in
    public record OfFleet(Optional<SupervisionAnswers> together, List<SupervisionAnswers> each) {
        public OfFleet {
            each = List.copyOf(each);
        }
    }

    /// @param findings of the snapshot
    /// @param coverage of the snapshot
    public static OfFleet of(FleetSnapshot snapshot, List<Finding> findings, Coverage coverage) {
        List<AskedSupervision> systems = systems(snapshot, findings);
        if (systems.isEmpty()) {
            return new OfFleet(Optional.empty(), List.of());
        }
        var covering = new CoveringAnswer(snapshot, findings, coverage, systems);
        var each = new ArrayList<SupervisionAnswers>();
        for (AskedSupervision one : systems) {
            each.add(new SupervisionAnswers(one.alive(), covering.of(one), one.pages()));
        }
        var together =
                new SupervisionAnswers(
                        worst(each, SupervisionAnswers::alive),
                        covering.answer(),
                        worst(each, SupervisionAnswers::pages));
        return new OfFleet(Optional.of(together), each);
    }

    private static List<AskedSupervision> systems(FleetSnapshot snapshot, List<Finding> findings) {
        Map<String, List<Finding>> own =
                findings.stream()
                        .filter(f -> f.kind() != FindingKind.SUPERVISION_GAP)
                        .filter(SupervisionFinding.class::isInstance)
                        .collect(
                                Collectors.groupingBy(
                                        f -> ((SupervisionFinding) f).supervision().name()));
        return snapshot.fleet().supervision().stream()
                .map(s ->
                        new AskedSupervision(
                                s,
                                snapshot.supervision()
                                        .getOrDefault(s.name(), SupervisionState.NEVER),
                                own.getOrDefault(s.name(), List.of()),
                                snapshot.fleet().thresholds().schedule().staleAfter()))
                .toList();
    }

    /// As bad as the worst, and as old as the oldest.
    private static SupervisionAnswer worst(
            List<SupervisionAnswers> each,
            Function<SupervisionAnswers, SupervisionAnswer> question) {
        List<SupervisionAnswer> all = each.stream().map(question).toList();
        SupervisionAnswer worst =
                all.stream().min(Comparator.comparingInt(SupervisionAnswers::rank)).orElseThrow();
        return ends(all).reduce(worst, SupervisionAnswer::notAfter, (a, _) -> a);
    }

    private static int rank(SupervisionAnswer answer) {
        return answer.severity().map(Severity::ordinal).orElse(Integer.MAX_VALUE);
    }

    private static Stream<Instant> ends(List<SupervisionAnswer> all) {
        return all.stream().flatMap(a -> a.until().stream());
    }
}
