package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Map<String, Long> sharing =
                snapshot.fleet().hosts().stream()
                        .collect(Collectors.groupingBy(Coverage::address, Collectors.counting()));
        for (Host host : snapshot.fleet().hosts()) {
            boolean isShared = sharing.getOrDefault(address(host), 1L) > 1;
            rows.add(HostCoverage.row(host, isShared, checks));
        }
        return new Coverage(rows, true);
    }

    private static String address(Host host) {
        return CheckIndex.lower(host.ssh().address());
    }

    public Optional<CoverageRow> row(String id) {
        return rows.stream().filter(r -> r.subject().id().equals(id)).findFirst();
    }

    public List<CoverageRow> gaps() {
        return rows.stream().filter(r -> !r.isCovered()).toList();
    }
}
