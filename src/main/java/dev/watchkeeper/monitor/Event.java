package dev.watchkeeper.monitor;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.finding.NetworkChange;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.TlsObservation;

import java.util.List;
import java.util.Set;

/// What the publisher is told, in the order in which it happened.
sealed interface Event {
    record TlsSeen(TlsObservation observation) implements Event {}

    /// What an authority said of a leaf.
    ///
    /// @param sha256 of the leaf
    record AdviceSeen(String sha256, SuggestedRenewal said) implements Event {}

    record HostSeen(HostObservation observation) implements Event {}

    record AutomationSeen(AutomationObservation observation) implements Event {}

    record SupervisionSeen(SupervisionObservation observation) implements Event {}

    record DrillSeen(DrillResult result) implements Event {}

    /// The addresses that an endpoint has now.
    record Targets(TlsEndpoint endpoint, Set<String> ids) implements Event {}

    record FleetChanged(Fleet fleet, List<String> problems) implements Event {}

    /// A run of a unit has answered in full: everything that it observed came before this.
    ///
    /// @param noMore whether no later run can begin for now, so that nobody should wait for one
    record Done(Unit unit, long run, boolean noMore) implements Event {}

    record NetworkChanged(NetworkChange change) implements Event {}

    /// Something that a report says has changed without an observation.
    record Changed() implements Event {}
}
