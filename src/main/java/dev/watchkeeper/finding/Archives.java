package dev.watchkeeper.finding;

import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.finding.FleetSnapshot.AutomationState;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The newest certificates of all clients of a fleet, by the names that they are for.
final class Archives {
    private final FleetSnapshot snapshot;
    private final Map<String, List<Archived>> byName = new HashMap<>();

    private Archives(FleetSnapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.fleet()
                .hosts()
                .forEach(h ->
                        observed(h)
                                .ifPresent(
                                        o -> o.automation().clients().forEach(c -> add(h, o, c))));
    }

    static Archives of(FleetSnapshot snapshot) {
        return new Archives(snapshot);
    }

    /// What was learned of a host's renewals last.
    Optional<Observed> observed(Host host) {
        return Optional.ofNullable(snapshot.hosts().get(host.name()))
                .flatMap(FleetSnapshot.HostState::automation)
                .flatMap(AutomationState::lastObserved);
    }

    FleetSnapshot snapshot() {
        return snapshot;
    }

    private void add(Host host, Observed observed, RenewalClient client) {
        for (Lineage lineage : client.lineages()) {
            Optional<Parsed> leaf = lineage.newest().flatMap(StoredCertificate::leaf);
            leaf.ifPresent(l -> {
                var archived =
                        new Archived(host, client.label(), lineage, l, observed.observedAt());
                l.subjectAltNames()
                        .forEach(n ->
                                byName.computeIfAbsent(
                                                n.toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                                        .add(archived));
            });
        }
    }

    /// What a client keeps of a certificate for a name: where it has it or had it, else the only
    /// one for that name.
    Optional<Archived> keeping(String name, Parsed leaf) {
        List<Archived> all = on(name);
        return all.stream()
                .filter(a -> a.isOf(leaf))
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty());
    }

    /// Those that are for a DNS name or an IP address (RFC 9525: a wildcard stands for the whole
    /// left-most label).
    List<Archived> on(String name) {
        if (byName.isEmpty()) {
            return List.of();
        }
        String plain = name.toLowerCase(Locale.ROOT);
        int dot = plain.indexOf('.');
        var all = new ArrayList<Archived>();
        all.addAll(byName.getOrDefault("dns:" + plain, List.of()));
        all.addAll(byName.getOrDefault("ip:" + plain, List.of()));
        if (dot > 0) {
            all.addAll(byName.getOrDefault("dns:*" + plain.substring(dot), List.of()));
        }
        return all;
    }
}
