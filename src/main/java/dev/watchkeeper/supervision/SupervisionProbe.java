package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;

import java.time.Duration;
import java.util.Map;

/// Asks each supervision system in the way of its kind.
public final class SupervisionProbe implements SupervisionObserver {
    private final Map<SupervisionKind, SupervisionObserver> observers;

    /// @param observers of the kinds; a kind without one is not asked
    public SupervisionProbe(Map<SupervisionKind, SupervisionObserver> observers) {
        this.observers = Map.copyOf(observers);
    }

    @Override
    public SupervisionObservation observe(Supervision supervision, Fleet fleet, Duration limit) {
        return observers
                .getOrDefault(supervision.kind(), SupervisionObserver.none())
                .observe(supervision, fleet, limit);
    }
}
