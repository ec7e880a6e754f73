package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.inventory.Fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which units a finding is about, also when it is no longer open.
final class Subjects {
    private Subjects() {}

    /// The units to observe again; all of them for a finding about the console.
    static List<Unit> of(Report report, FindingKey key) {
        Optional<Finding> open = report.finding(key);
        return open.isPresent()
                ? of(report.snapshot().fleet(), open.get())
                : named(report.snapshot().fleet(), key);
    }

    private static List<Unit> of(Fleet fleet, Finding finding) {
        return switch (finding) {
            case Finding.EndpointFinding f -> List.of(new Unit.OfEndpoint(f.endpoint()));
            case Finding.HostFinding f -> List.of(new Unit.OfHost(f.host()));
            case Finding.MountFinding f -> List.of(new Unit.OfHost(f.host()));
            case Finding.ProcessFinding f -> List.of(new Unit.OfHost(f.host()));
            case Finding.RunFinding f -> run(fleet, f);
            case Finding.SupervisionFinding f -> List.of(new Unit.OfSupervision(f.supervision()));
            case Finding.ConsoleFinding _ -> all(fleet);
        };
    }

    /// The host of the runs, and those that they wait for.
    private static List<Unit> run(Fleet fleet, Finding.RunFinding finding) {
        Set<String> hosts = finding.hosts();
        return fleet.hosts().stream()
                .filter(h -> hosts.contains(h.name()))
                .<Unit>map(Unit.OfHost::new)
                .toList();
    }

    /// A key's subject begins with the endpoint's id or the host's name.
    private static List<Unit> named(Fleet fleet, FindingKey key) {
        return all(fleet).stream().filter(u -> isAbout(key, u)).toList();
    }

    private static boolean isAbout(FindingKey key, Unit unit) {
        String name =
                switch (unit) {
                    case Unit.OfEndpoint(var endpoint) -> endpoint.id();
                    case Unit.OfHost(var host) -> host.name();
                    case Unit.OfSupervision(var supervision) -> supervision.name();
                };
        // Any kind does: what is asked for is how the name looks in a key.
        String plain = FindingKey.of(FindingKind.DATA_STALE, name).value();
        String subject = key.value().substring(key.value().indexOf('/') + 1);
        String wanted = plain.substring(plain.indexOf('/') + 1);
        return subject.equals(wanted)
                || subject.startsWith(wanted + "/")
                || subject.startsWith(wanted + ":");
    }

    static List<Unit> all(Fleet fleet) {
        var all = new ArrayList<Unit>();
        fleet.hosts().forEach(h -> all.add(new Unit.OfHost(h)));
        fleet.endpoints().forEach(e -> all.add(new Unit.OfEndpoint(e)));
        fleet.supervision().forEach(s -> all.add(new Unit.OfSupervision(s)));
        return all;
    }
}
