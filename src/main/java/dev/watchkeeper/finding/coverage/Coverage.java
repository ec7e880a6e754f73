package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fleet against what the supervision really checks.
///
/// @param rows endpoints, then hosts, in the order of the fleet
/// @param known whether any supervision has ever answered; without one nothing can be said
public record Coverage(List<CoverageRow> rows, boolean known) {
    public Coverage {
        rows = List.copyOf(rows);
    }

    /// Takes time linear in endpoints, hosts and checks.
    public static Coverage of(FleetSnapshot snapshot) {
        return of(snapshot, RenewalPolicies.of(snapshot));
    }

    /// As the other, with policies that are there already.
    public static Coverage of(FleetSnapshot snapshot, RenewalPolicies policies) {
        var checks = CheckIndex.of(snapshot);
        if (checks.isEmpty()) {
            return new Coverage(List.of(), false);
        }
        var addresses = Addresses.of(snapshot);
        var rows = new ArrayList<CoverageRow>();
        for (TlsEndpoint endpoint : snapshot.fleet().endpoints()) {
            rows.add(new EndpointCoverage(endpoint, addresses, policies, checks).row());
        }
        for (Host host : snapshot.fleet().hosts()) {
            rows.add(HostCoverage.row(host, checks));
        }
        return new Coverage(rows, true);
    }

    public Optional<CoverageRow> row(String id) {
        return rows.stream().filter(r -> r.subject().id().equals(id)).findFirst();
    }

    public List<CoverageRow> gaps() {
        return rows.stream().filter(r -> !r.isCovered()).toList();
    }
}
