package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.DrillState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;
import dev.watchkeeper.ui.SampleReports;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reports in which supervision has something to tell: the outage's story, all well, several
/// systems, ten thousand endpoints.
public final class SampleSupervision {
    public static final Instant NOW = SampleReports.NOW;
    public static final Supervision NAGIOS = Supervision.nagios("nagios", "monitor1");
    static final Supervision PROMETHEUS =
            Supervision.prometheus("prometheus", URI.create("https://prometheus.example.org"));

    private SampleSupervision() {}

    /// The outage: only the port of docs.example.org is checked, and alerting has silently stopped.
    public static Report outage() {
        Report base = SampleReports.outage();
        List<Check> checks =
                checksOf(base.snapshot().fleet()).stream()
                        .map(c ->
                                c.host().equals("docs.example.org")
                                        ? SampleStatus.check("docs.example.org", "HTTPS", What.PORT)
                                        : c)
                        .filter(c -> !c.host().equals("legacy.example.org"))
                        .toList();
        SupervisionStatus status = SampleStatus.of(checks, Switch.OFF);
        return with(base, List.of(NAGIOS), Map.of("nagios", state(status, SampleStatus.stopped())));
    }

    /// Everything is checked for what matters, and a drill has passed.
    public static Report well() {
        Report base = SampleReports.healthy();
        SupervisionStatus status = SampleStatus.of(checksOf(base.snapshot().fleet()), Switch.ON);
        return with(base, List.of(NAGIOS), Map.of("nagios", state(status, SampleStatus.passed())));
    }

    /// Nagios is stopped by a signal, Prometheus was never drilled.
    public static Report several() {
        Report base = SampleReports.healthy();
        List<Check> checks = checksOf(base.snapshot().fleet());
        SupervisionStatus frozen = SampleStatus.frozen(SampleStatus.of(checks, Switch.ON));
        SupervisionStatus well = SampleStatus.of(checks.subList(0, 2), Switch.ON);
        return with(
                base,
                List.of(NAGIOS, PROMETHEUS),
                Map.of(
                        "nagios",
                        state(frozen, SampleStatus.passed()),
                        "prometheus",
                        new SupervisionState(
                                Optional.of(observed(PROMETHEUS, well)),
                                Optional.of(observed(PROMETHEUS, well)),
                                0,
                                Optional.empty(),
                                DrillState.NEVER)));
    }

    /// Named in the fleet file, and not asked yet.
    public static Report unasked() {
        return with(SampleReports.unasked(), List.of(NAGIOS), Map.of());
    }

    /// Asked, and never answered.
    public static Report unanswered() {
        var state =
                new SupervisionState(
                        Optional.of(
                                new NotObserved(
                                        NAGIOS,
                                        NOW.minusSeconds(7),
                                        Duration.ofSeconds(10),
                                        "the login to monitor1 was refused")),
                        Optional.empty(),
                        3,
                        Optional.empty(),
                        DrillState.NEVER);
        return with(SampleReports.healthy(), List.of(NAGIOS), Map.of("nagios", state));
    }

    /// Ten thousand endpoints: one in four is checked for its port alone, one in fifty not at all.
    public static Report large() {
        Report base = SampleReports.large();
        var checks = new ArrayList<Check>();
        List<TlsEndpoint> endpoints = base.snapshot().fleet().endpoints();
        for (int i = 0; i < endpoints.size(); i++) {
            if (i % 50 != 3) {
                What what = i % 4 == 1 ? What.PORT : What.TLS_EXPIRY;
                checks.add(SampleStatus.check(endpoints.get(i).name(), "Certificate", what));
            }
        }
        SupervisionStatus status = SampleStatus.of(checks, Switch.ON);
        return with(base, List.of(NAGIOS), Map.of("nagios", state(status, SampleStatus.passed())));
    }

    /// What a hostile plugin and a hostile configuration say.
    public static Report hostile() {
        Report base = SampleReports.healthy();
        String evil = "\u202e<b>fine</b>\u0007" + "x".repeat(5_000);
        List<Check> checks =
                Stream.of(SampleStatus.check("www.example.org", evil, What.PORT)).toList();
        return with(
                base,
                List.of(NAGIOS),
                Map.of(
                        "nagios",
                        state(SampleStatus.of(checks, Switch.ON), SampleStatus.stopped())));
    }

    /// A check of the certificate of each endpoint at each address, and of the inside of each host.
    private static List<Check> checksOf(Fleet fleet) {
        var checks = new ArrayList<Check>();
        for (TlsEndpoint e : fleet.endpoints()) {
            if (e.backends().isEmpty()) {
                checks.add(SampleStatus.check(e.name(), "Certificate", What.TLS_EXPIRY));
            }
            e.backends()
                    .forEach(b ->
                            checks.add(
                                    SampleStatus.at(
                                            e.name(), "Certificate at " + b.label(), b.address())));
        }
        for (Host h : fleet.hosts()) {
            checks.add(SampleStatus.check(h.name(), "Disks", What.INSIDE));
        }
        return List.copyOf(checks);
    }

    static Observed observed(Supervision supervision, SupervisionStatus status) {
        return new Observed(supervision, NOW.minusSeconds(4), Duration.ofMillis(310), status);
    }

    static SupervisionState state(SupervisionStatus status, DrillResult drill) {
        Optional<Observed> seen = Optional.of(observed(NAGIOS, status));
        var drills =
                new DrillState(Optional.of(drill), Optional.of(drill).filter(DrillResult::passed));
        return new SupervisionState(seen.map(o -> o), seen, 0, Optional.empty(), drills);
    }

    /// The report with these systems, and what the rules say of them.
    static Report with(
            Report base, List<Supervision> systems, Map<String, SupervisionState> states) {
        FleetSnapshot s = base.snapshot();
        Fleet f = s.fleet();
        var fleet =
                new Fleet(
                        f.endpoints(),
                        f.hosts(),
                        f.renewals(),
                        f.thresholds(),
                        f.trustAnchors(),
                        f.knownHosts(),
                        systems,
                        f.notifications());
        var snapshot =
                new FleetSnapshot(
                        s.takenAt(),
                        fleet,
                        s.endpoints(),
                        s.hosts(),
                        s.fleetProblems(),
                        s.networkChanges(),
                        s.suggested(),
                        states);
        var findings = new ArrayList<>(base.findings());
        Rules.evaluate(snapshot).stream()
                .filter(Finding.SupervisionFinding.class::isInstance)
                .forEach(findings::add);
        return new Report(
                snapshot, Rules.order(findings), new HashMap<>(base.since()), base.progress());
    }
}
