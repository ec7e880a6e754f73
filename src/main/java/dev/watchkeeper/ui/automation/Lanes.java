package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseGraphs;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.finding.cause.ChainText;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tells how the lanes of a run fare. Pure.
///
/// @param trouble of the hosts that they work on
/// @param stuckAfter how long an ssh may take before it is worth a word
record Lanes(Trouble trouble, Duration stuckAfter) {
    /// The worst of a run whose lanes are not known to be blocked.
    LaneState worst(List<Lane> lanes) {
        return lanes.stream()
                .map(this::state)
                .min(Comparator.naturalOrder())
                .orElse(LaneState.WORKING);
    }

    private LaneState state(Lane lane) {
        if (lane.ssh().age().compareTo(stuckAfter) < 0) {
            return LaneState.WORKING;
        }
        return trouble.with(lane.destination()).isPresent()
                ? LaneState.DOUBTFUL
                : LaneState.WAITING;
    }

    /// The lanes of a run, worst first, then oldest.
    List<LaneRow> of(RunRow row) {
        return row.run().lanes().stream()
                .map(l -> of(row, l))
                .sorted(
                        Comparator.<LaneRow, Mark>comparing(l -> l.verdict().mark())
                                .thenComparing(LaneRow::begun)
                                .thenComparingLong(l -> l.key().pid()))
                .toList();
    }

    private LaneRow of(RunRow row, Lane lane) {
        List<CauseEdge> links = row.finding().map(f -> chain(f, lane)).orElse(List.of());
        LaneState state = links.isEmpty() ? state(lane) : state(row, links);
        return new LaneRow(
                lane.ssh().key(),
                VisibleText.capped(lane.destination(), 100),
                trouble.host(lane.destination()),
                state.verdict(row.outdated()),
                lane.worker().map(w -> w.key().pid()),
                row.observedAt().minus(lane.ssh().age()),
                Optional.of(row.observedAt()).filter(_ -> row.outdated()),
                links.isEmpty() ? words(state, lane) : "← " + ChainText.cause(links),
                Optional.of(links)
                        .filter(l -> !l.isEmpty())
                        .map(l -> ChainText.of(new Chain(l, 0))));
    }

    private static LaneState state(RunRow row, List<CauseEdge> links) {
        boolean sure = links.stream().noneMatch(l -> l.certainty() == Certainty.UNKNOWN);
        return sure || row.isStuck() ? LaneState.BLOCKED : LaneState.DOUBTFUL;
    }

    private static List<CauseEdge> chain(RunFinding finding, Lane lane) {
        return finding.graph().chain(CauseGraphs.node(finding.host(), lane));
    }

    private String words(LaneState state, Lane lane) {
        return switch (state) {
            case BLOCKED, DOUBTFUL ->
                    trouble.with(lane.destination()).orElse("")
                            + "; whether it waits for that could not be told";
            case WAITING -> "nothing is known to be wrong there";
            case WORKING -> "";
        };
    }
}
