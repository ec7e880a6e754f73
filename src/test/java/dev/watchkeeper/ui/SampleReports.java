package dev.watchkeeper.ui;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.RecordedOutage;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Retry;
import dev.watchkeeper.monitor.Waiting;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reports to look at: the outage, a healthy fleet, and ten thousand endpoints.
public final class SampleReports {
    public static final Instant NOW = Instant.parse("2026-11-22T02:47:00Z");
    public static final FindingKey EXPIRED =
            FindingKey.of(FindingKind.CERTIFICATE_EXPIRED, "docs.example.org:443");
    public static final FindingKey MOUNT =
            FindingKey.of(FindingKind.MOUNT_SILENT, "builder1:/mnt/build");
    public static final FindingKey PILE_UP =
            FindingKey.of(FindingKind.PROCESS_PILE_UP, "ant-queen:ansible-playbook");

    public static final FindingKey RUNS = FindingKey.of(FindingKind.RUN_STUCK, "ant-queen");

    private SampleReports() {}

    /// Runs that wait for two builders, as recorded from real ones.
    public static Report stuckRuns() {
        FleetSnapshot snapshot = new RecordedOutage("pipelined").snapshot();
        List<Finding> findings = Rules.evaluate(snapshot);
        Map<FindingKey, Instant> since = new HashMap<>();
        findings.forEach(f -> since.put(f.key(), snapshot.takenAt().minus(Duration.ofDays(7))));
        return new Report(snapshot, findings, since, Report.Progress.IDLE);
    }

    /// The outage: an expired certificate on two proxies, another due in three days, two builders
    /// whose mounts do not answer, a pile-up on the deploy server.
    public static Report outage() {
        List<TlsObservation> endpoints = new ArrayList<>(SampleEndpoints.healthy(NOW));
        endpoints.addAll(SampleEndpoints.outage(NOW));
        List<HostObservation> hosts = SampleHosts.outage(NOW);
        List<Finding> findings = new ArrayList<>();
        TlsEndpoint docs = SampleEndpoints.DOCS;
        TlsEndpoint shop = SampleEndpoints.PACKAGES;
        findings.add(new Finding.EndpointFinding(expired(), docs, of(endpoints, docs)));
        hosts.forEach(h -> findings.addAll(SampleFindings.findings(h, NOW)));
        findings.add(new Finding.EndpointFinding(expiring(), shop, of(endpoints, shop)));
        findings.sort(
                java.util.Comparator.comparing(Finding::severity)
                        .thenComparing(f -> f.statement().cause().isPresent()));
        Map<FindingKey, Instant> since = new HashMap<>();
        findings.forEach(f -> since.put(f.key(), NOW.minus(Duration.ofHours(5))));
        since.put(MOUNT, NOW.minus(Duration.ofDays(7)));
        since.put(PILE_UP, NOW.minus(Duration.ofDays(7)));
        var waiting =
                new Waiting(
                        Waiting.Kind.HOST,
                        "builder31",
                        NOW.minusSeconds(7),
                        Duration.ofSeconds(10));
        var progress =
                new Report.Progress(
                        List.of(waiting),
                        new Report.Part(3, 4),
                        new Report.Part(6, 8),
                        1,
                        Map.of("builder1", new Retry(3, Optional.of(NOW.plusSeconds(244)))));
        return new Report(snapshot(endpoints, hosts), findings, since, progress);
    }

    /// The same fleet when nothing is wrong.
    public static Report healthy() {
        return new Report(
                snapshot(SampleEndpoints.healthy(NOW), SampleHosts.healthy(NOW)),
                List.of(),
                Map.of(),
                Report.Progress.IDLE);
    }

    /// A fleet of which nothing was asked yet.
    public static Report unasked() {
        Fleet fleet = healthy().snapshot().fleet();
        return new Report(
                FleetSnapshot.empty(fleet, NOW), List.of(), Map.of(), Report.Progress.IDLE);
    }

    /// No fleet file yet.
    public static Report nothing() {
        return new Report(
                FleetSnapshot.empty(Fleet.empty(), NOW), List.of(), Map.of(), Report.Progress.IDLE);
    }

    /// Ten thousand endpoints, one in five hundred of them expired.
    public static Report large() {
        List<TlsObservation> endpoints = SampleEndpoints.many(10_000, NOW);
        List<Finding> findings = new ArrayList<>();
        for (TlsObservation o : endpoints) {
            if (o instanceof TlsObservation.Presented p && !p.judgement().faults().isEmpty()) {
                findings.add(
                        new Finding.EndpointFinding(expired(p), o.target().endpoint(), List.of(o)));
            }
        }
        return new Report(
                snapshot(endpoints, SampleHosts.healthy(NOW)),
                findings,
                Map.of(),
                Report.Progress.IDLE);
    }

    /// One sentence, for windows without the engine's.
    public static String headline(Report report) {
        if (report.findings().isEmpty()) {
            return report.snapshot().endpoints().isEmpty()
                    ? "Nothing was checked yet"
                    : "All is well";
        }
        String first =
                report.roots().stream()
                        .limit(3)
                        .map(f -> f.statement().title())
                        .collect(Collectors.joining(" · "));
        int more = report.roots().size() - 3;
        return more > 0 ? first + " · and " + more + " more" : first;
    }

    private static List<TlsObservation> of(List<TlsObservation> all, TlsEndpoint endpoint) {
        return all.stream().filter(o -> o.target().endpoint().equals(endpoint)).toList();
    }

    private static FleetSnapshot snapshot(
            List<TlsObservation> endpoints, List<HostObservation> hosts) {
        Map<String, TlsEndpoint> fleet = new LinkedHashMap<>();
        Map<String, FleetSnapshot.EndpointState> states = new HashMap<>();
        for (TlsObservation o : endpoints) {
            fleet.put(o.target().endpoint().id(), o.target().endpoint());
            var presented =
                    o instanceof TlsObservation.Presented p
                            ? Optional.of(p)
                            : Optional.<TlsObservation.Presented>empty();
            states.put(o.target().id(), new FleetSnapshot.EndpointState(o, presented, 0));
        }
        Map<String, FleetSnapshot.HostState> hostStates = new HashMap<>();
        hosts.forEach(h -> hostStates.put(h.host().name(), SampleHosts.state(h)));
        List<Host> names = hosts.stream().map(HostObservation::host).toList();
        var whole = new Fleet(List.copyOf(fleet.values()), names, List.of(), Thresholds.DEFAULT);
        return new FleetSnapshot(NOW, whole, states, hostStates, List.of(), List.of());
    }

    private static Statement expired() {
        return new Statement(
                EXPIRED,
                FindingKind.CERTIFICATE_EXPIRED,
                Severity.CRITICAL,
                "docs.example.org: certificate expired 5 h ago on both proxies",
                "Every visitor gets a certificate warning; clients that check refuse to connect.",
                NOW.minusSeconds(4),
                List.of(
                        new Evidence(
                                "proxy1 (10.0.0.11)",
                                "certificate served to docs.example.org",
                                """
                                subject   CN=docs.example.org
                                issuer    CN=R11, O=Let's Encrypt, C=US
                                serial    04:a1:5c:9e:77:02:3b:d1
                                notAfter  2026-11-21 21:47:00 UTC\
                                """,
                                NOW.minusSeconds(4)),
                        new Evidence(
                                "proxy2 (10.0.0.12)",
                                "certificate served to docs.example.org",
                                "the same certificate, SHA-256 5c1f…e09a",
                                NOW.minusSeconds(3))),
                Optional.empty());
    }

    private static Statement expired(TlsObservation.Presented p) {
        String id = p.target().endpoint().id();
        return new Statement(
                FindingKey.of(FindingKind.CERTIFICATE_EXPIRED, id),
                FindingKind.CERTIFICATE_EXPIRED,
                Severity.CRITICAL,
                p.target().endpoint().name() + ": certificate expired 2 d ago",
                "Clients refuse to connect.",
                p.observedAt(),
                List.of(
                        new Evidence(
                                p.target().address(), "certificate", p.text(), p.observedAt())),
                Optional.empty());
    }

    private static Statement expiring() {
        return new Statement(
                FindingKey.of(FindingKind.CERTIFICATE_EXPIRING, "packages.example.org:443"),
                FindingKind.CERTIFICATE_EXPIRING,
                Severity.HIGH,
                "packages.example.org: certificate expires in 3 d, renewal was due 27 d ago",
                "Package downloads stop in 3 days unless it is renewed.",
                NOW.minusSeconds(4),
                List.of(
                        new Evidence(
                                "proxy1 (10.0.0.11)",
                                "certificate served to packages.example.org",
                                "notAfter  2026-11-25 02:47:00 UTC (3 % of 90 d left)",
                                NOW.minusSeconds(4))),
                Optional.empty());
    }

    /// The processes of a finding, for tests.
    public static List<RemoteProcess> processes(Finding finding) {
        return finding instanceof Finding.ProcessFinding f ? f.processes() : List.of();
    }
}
