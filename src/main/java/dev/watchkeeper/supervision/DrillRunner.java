package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.supervision.DrillLegs.Outcome;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// Runs each drill in the way of its supervision's kind.
public final class DrillRunner implements Drills {
    private final Map<SupervisionKind, Drills> drills;
    private final InstantSource clock;

    /// @param drills of the kinds; of a kind without one a drill is UNKNOWN
    public DrillRunner(Map<SupervisionKind, Drills> drills, InstantSource clock) {
        this.drills = Map.copyOf(drills);
        this.clock = clock;
    }

    @Override
    public DrillResult run(
            Supervision supervision, Fleet fleet, boolean pages, Consumer<Leg> progress) {
        return drills.getOrDefault(supervision.kind(), this::none)
                .run(supervision, fleet, pages, progress);
    }

    private DrillResult none(
            Supervision supervision, Fleet fleet, boolean pages, Consumer<Leg> progress) {
        var legs = new DrillLegs(progress);
        legs.go(
                Stage.ALIVE,
                () -> Outcome.unknown("no drill is known for " + supervision.kind().title()));
        return new DrillResult(supervision.name(), "", clock.instant(), pages, legs.legs());
    }
}
