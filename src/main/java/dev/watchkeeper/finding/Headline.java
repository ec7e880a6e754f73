package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The verdict on a fleet in one sentence: "1 certificate expired 5 h ago · 2 builders hung · 70
/// processes stuck on ant-queen".
public final class Headline {
    /// One of a kind is said by its title, several are counted.
    private static final List<FindingKind> SAID_BY_TITLE =
            List.of(
                    FindingKind.SUPERVISION_DEAD,
                    FindingKind.SUPERVISION_OFF,
                    FindingKind.SUPERVISION_SILENT,
                    FindingKind.SUPERVISION_MUTED,
                    FindingKind.SUPERVISION_GAP,
                    FindingKind.SUPERVISION_UNREACHABLE,
                    FindingKind.SOURCE_UNREADABLE,
                    FindingKind.DRILL_FAILED,
                    FindingKind.DRILL_OVERDUE,
                    FindingKind.NOTIFICATION_UNDELIVERED,
                    FindingKind.RUN_UNCERTAIN,
                    FindingKind.CLOCK_OFF,
                    FindingKind.DATA_STALE,
                    FindingKind.OBSERVER_BROKEN,
                    FindingKind.HOST_PROBE_INCOMPLETE,
                    FindingKind.FLEET_FILE_BROKEN);

    private final Instant now;
    private final Map<FindingKind, List<Finding>> byKind = new EnumMap<>(FindingKind.class);
    private final List<String> parts = new ArrayList<>();

    private Headline(Instant now, List<Finding> findings) {
        this.now = now;
        findings.forEach(f -> byKind.computeIfAbsent(f.kind(), _ -> new ArrayList<>()).add(f));
    }

    /// @param findings of the snapshot
    public static String of(FleetSnapshot snapshot, List<Finding> findings) {
        var headline = new Headline(snapshot.takenAt(), findings);
        String words = headline.words();
        if (!words.isEmpty()) {
            return words;
        }
        return snapshot.endpoints().isEmpty() && snapshot.hosts().isEmpty()
                ? "Nothing has been asked yet"
                : "Nothing is wrong with %s and %s"
                        .formatted(
                                Texts.count(
                                        snapshot.fleet().endpoints().size(),
                                        "endpoint",
                                        "endpoints"),
                                Texts.count(snapshot.fleet().hosts().size(), "host", "hosts"));
    }

    private String words() {
        if (byKind.containsKey(FindingKind.CONSOLE_OFFLINE)) {
            of(FindingKind.CONSOLE_OFFLINE).forEach(f -> parts.add(f.statement().title()));
        }
        certificates();
        Set<String> hung = hosts();
        processes(hung);
        rest();
        return String.join(" · ", parts);
    }

    private void certificates() {
        dated(FindingKind.CERTIFICATE_EXPIRED, "expired", " ago");
        dated(FindingKind.CERTIFICATE_EXPIRING, "expire", "");
        Set<String> faulty = new HashSet<>();
        for (FindingKind kind :
                List.of(
                        FindingKind.CERTIFICATE_NOT_YET_VALID,
                        FindingKind.CERTIFICATE_WRONG_NAME,
                        FindingKind.CERTIFICATE_UNTRUSTED,
                        FindingKind.CERTIFICATE_CHAIN_INCOMPLETE,
                        FindingKind.CERTIFICATE_UNREADABLE,
                        FindingKind.CERTIFICATE_WEAK,
                        FindingKind.CERTIFICATE_NOT_DEPLOYED,
                        FindingKind.CERTIFICATE_NOT_LOADED,
                        FindingKind.CERTIFICATE_NOT_SERVED,
                        FindingKind.CERTIFICATE_DIFFERS)) {
            of(kind).stream()
                    .filter(f -> f.statement().cause().isEmpty())
                    .forEach(f -> faulty.add(endpoint(f)));
        }
        add(faulty.size(), "certificate with faults", "certificates with faults");
        int gone =
                roots(FindingKind.ENDPOINT_UNREACHABLE)
                        + roots(FindingKind.ENDPOINT_PARTLY_UNREACHABLE);
        add(gone, "endpoint unreachable", "endpoints unreachable");
        add(
                roots(FindingKind.NOT_REPORTED),
                "target of which its source tells nothing",
                "targets of which their sources tell nothing");
    }

    private void dated(FindingKind kind, String verb, String after) {
        List<Finding> found = of(kind);
        Optional<Instant> first =
                found.stream().flatMap(f -> notAfter(f).stream()).min(Instant::compareTo);
        if (found.isEmpty() || first.isEmpty()) {
            return;
        }
        String age = Ages.between(first.get(), now) + after;
        boolean past = kind == FindingKind.CERTIFICATE_EXPIRED;
        String in = past ? " " : " in ";
        parts.add(
                found.size() == 1
                        ? "1 certificate " + (past ? verb : verb + "s") + in + age
                        : found.size() + " certificates " + verb + ", the first" + in + age);
    }

    private static Optional<Instant> notAfter(Finding f) {
        return f instanceof Finding.EndpointFinding e
                ? e.observations().stream().flatMap(Headline::notAfter).min(Instant::compareTo)
                : Optional.empty();
    }

    private static Stream<Instant> notAfter(TlsObservation observation) {
        return switch (observation) {
            case TlsObservation.Presented p ->
                    p.chain().stream()
                            .filter(Parsed.class::isInstance)
                            .map(c -> ((Parsed) c).notAfter());
            case TlsObservation.Reported r -> Stream.of(r.certificate().notAfter());
            case TlsObservation.Failed _ -> Stream.empty();
        };
    }

    /// Returns the names of the hosts that it calls hung.
    private Set<String> hosts() {
        var hung = new LinkedHashMap<String, Host>();
        of(FindingKind.HOST_HUNG).forEach(f -> put(f, hung));
        of(FindingKind.MOUNT_SILENT).forEach(f -> put(f, hung));
        Set<String> roles =
                hung.values().stream().map(h -> h.role().label()).collect(Collectors.toSet());
        String role =
                roles.size() == 1 && !roles.contains("other") ? roles.iterator().next() : "host";
        add(hung.size(), role + " hung", role + "s hung");
        add(roots(FindingKind.HOST_UNREACHABLE), "host unreachable", "hosts unreachable");
        add(roots(FindingKind.HOST_KEY_CHANGED), "host key changed", "host keys changed");
        add(roots(FindingKind.HOST_KEY_UNKNOWN), "host key unknown", "host keys unknown");
        return hung.keySet();
    }

    private static void put(Finding f, Map<String, Host> hosts) {
        switch (f) {
            case HostFinding h -> hosts.put(h.host().name(), h.host());
            case MountFinding m -> hosts.put(m.host().name(), m.host());
            case ProcessFinding p -> hosts.put(p.host().name(), p.host());
            case Finding.RunFinding r -> hosts.put(r.host().name(), r.host());
            case Finding.EndpointFinding _,
                    Finding.SupervisionFinding _,
                    Finding.ConsoleFinding _ -> {}
        }
    }

    private void processes(Set<String> hung) {
        var stuck = new LinkedHashMap<String, Set<ProcessKey>>();
        collect(FindingKind.RUN_STUCK, stuck);
        collect(FindingKind.PROCESS_PILE_UP, stuck);
        collect(FindingKind.PROCESS_STUCK, stuck);
        stuck.keySet().removeAll(hung);
        stuck.forEach((host, keys) ->
                add(keys.size(), "process stuck on " + host, "processes stuck on " + host));
        var left = new LinkedHashMap<String, Set<ProcessKey>>();
        collect(FindingKind.PROCESS_LEFTOVER, left);
        int count = left.values().stream().mapToInt(Set::size).sum();
        String where = " left over on " + Texts.list(left.keySet());
        add(count, "process" + where, "processes" + where);
    }

    private void collect(FindingKind kind, Map<String, Set<ProcessKey>> byHost) {
        for (Finding f : of(kind)) {
            switch (f) {
                case ProcessFinding p -> collect(p.host(), p.processes(), byHost);
                case Finding.RunFinding r -> collect(r.host(), r.processes(), byHost);
                case Finding _ -> {}
            }
        }
    }

    private static void collect(
            Host host, List<RemoteProcess> processes, Map<String, Set<ProcessKey>> byHost) {
        Set<ProcessKey> keys = byHost.computeIfAbsent(host.name(), _ -> new LinkedHashSet<>());
        processes.forEach(p -> keys.add(p.key()));
    }

    private void rest() {
        int waiting =
                (int)
                        of(FindingKind.PROCESS_PILE_UP).stream()
                                .filter(HostFinding.class::isInstance)
                                .count();
        add(waiting, "host with waiting processes", "hosts with waiting processes");
        add(of(FindingKind.MOUNT_FAULTY).size(), "faulty mount", "faulty mounts");
        add(
                roots(FindingKind.SCHEDULE_MISSED),
                "host with missed schedules",
                "hosts with missed schedules");
        add(
                roots(FindingKind.SCHEDULE_FAILED),
                "host with failed schedules",
                "hosts with failed schedules");
        for (FindingKind kind :
                List.of(
                        FindingKind.RENEWAL_BLOCKED,
                        FindingKind.RENEWAL_UNSCHEDULED,
                        FindingKind.RENEWAL_FAILING,
                        FindingKind.RENEWAL_SILENT,
                        FindingKind.RENEWAL_OFF)) {
            add(roots(kind), "host with " + said(kind), "hosts with " + said(kind));
        }
        titles();
    }

    private void titles() {
        for (FindingKind kind : SAID_BY_TITLE) {
            List<Finding> found =
                    of(kind).stream()
                            .filter(f ->
                                    !(f instanceof Finding.SupervisionFinding)
                                            || f.statement().cause().isEmpty())
                            .toList();
            if (found.size() == 1) {
                String title = found.getFirst().statement().title();
                // What is missing where is too long for a headline.
                parts.add(kind == FindingKind.SUPERVISION_GAP ? title.split(": ", 2)[0] : title);
            } else {
                add(found.size(), "", "times " + said(kind));
            }
        }
    }

    /// `renewal silent`.
    private static String said(FindingKind kind) {
        return kind.label().replace('-', ' ');
    }

    private static String endpoint(Finding f) {
        return f instanceof Finding.EndpointFinding e ? e.endpoint().id() : f.key().value();
    }

    private int roots(FindingKind kind) {
        return (int) of(kind).stream().filter(f -> f.statement().cause().isEmpty()).count();
    }

    private List<Finding> of(FindingKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private void add(int count, String one, String many) {
        if (count > 0) {
            parts.add(Texts.count(count, one, many));
        }
    }
}
