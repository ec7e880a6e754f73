package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// A report in the OpenMetrics text format, version 1.0. An expired certificate keeps its metrics:
/// expired is not the same as unreachable.
final class ReportMetrics {
    private final Report report;
    private final MetricsText text = new MetricsText();

    private ReportMetrics(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        var metrics = new ReportMetrics(report);
        metrics.findings();
        metrics.targets();
        metrics.certificates(
                "watchkeeper_certificate_not_before_seconds",
                "Begin of validity of a served certificate; position 0 is the leaf.",
                c -> c.notBefore().getEpochSecond());
        metrics.certificates(
                "watchkeeper_certificate_not_after_seconds",
                "End of validity of a served certificate; position 0 is the leaf.",
                c -> c.notAfter().getEpochSecond());
        metrics.reported();
        metrics.hosts();
        return metrics.text.end();
    }

    private void findings() {
        text.family("watchkeeper_finding", "", "1 for each problem that is open.");
        for (Finding f : report.findings()) {
            text.sample(
                    1,
                    "key",
                    f.key().value(),
                    "kind",
                    f.kind().label(),
                    "severity",
                    f.severity().label());
        }
        text.family("watchkeeper_exit_status", "", "Exit status of check: 0 OK, 1, 2, 3.");
        text.sample(report.exitStatus());
    }

    private void targets() {
        text.family("watchkeeper_target_up", "", "1 when the address presented a certificate.");
        for (EndpointState s : states()) {
            up(s.latest()).ifPresent(up -> text.sample(up ? 1 : 0, labels(s.latest())));
        }
        text.family("watchkeeper_target_failure", "", "1 with why an address presented none.");
        for (EndpointState s : states()) {
            if (s.latest() instanceof TlsObservation.Failed f) {
                text.sample(1, with(labels(f), "failure", f.failure().name()));
            }
        }
        text.family("watchkeeper_target_observed_seconds", "seconds", "When it was last asked.");
        states().forEach(s -> text.sample(seconds(s.latest().observedAt()), labels(s.latest())));
    }

    /// What a source says of its own probe; empty where it makes none.
    private static Optional<Boolean> up(TlsObservation latest) {
        return switch (latest) {
            case TlsObservation.Presented _ -> Optional.of(true);
            case TlsObservation.Reported r -> r.succeeded();
            case TlsObservation.Failed _ -> Optional.of(false);
        };
    }

    private void reported() {
        text.family(
                "watchkeeper_reported_not_after_seconds",
                "seconds",
                "End of validity of a certificate that a source tells of, not seen by the"
                        + " console.");
        for (EndpointState s : states()) {
            s.lastReported()
                    .ifPresent(r ->
                            text.sample(
                                    seconds(r.certificate().notAfter()),
                                    with(labels(r), "source", r.source())));
        }
    }

    private void certificates(String name, String help, ToLongFunction<Parsed> value) {
        text.family(name, "seconds", help);
        for (EndpointState s : states()) {
            s.lastPresented().ifPresent(p -> certificates(p, value));
        }
    }

    private void certificates(TlsObservation.Presented p, ToLongFunction<Parsed> value) {
        List<ServedCertificate> chain = p.chain();
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) instanceof Parsed c) {
                String[] labels = with(labels(p), "position", String.valueOf(i));
                text.sample(value.applyAsLong(c), with(labels, "serial", c.serialHex()));
            }
        }
    }

    private void hosts() {
        List<HostState> hosts =
                report.snapshot().hosts().values().stream()
                        .sorted(Comparator.comparing(h -> h.latest().host().name()))
                        .toList();
        text.family("watchkeeper_host_up", "", "1 when the host's probe or exporter answered.");
        for (HostState h : hosts) {
            boolean up =
                    h.latest() instanceof HostObservation.Probed
                            || h.latest() instanceof HostObservation.Reported;
            text.sample(up ? 1 : 0, "host", h.latest().host().name());
        }
        text.family("watchkeeper_host_failure", "", "1 with why and in which phase it did not.");
        hosts.forEach(h -> failure(h.latest()));
        text.family("watchkeeper_host_observed_seconds", "seconds", "When it was last asked.");
        hosts.forEach(h ->
                text.sample(seconds(h.latest().observedAt()), "host", h.latest().host().name()));
    }

    private void failure(HostObservation latest) {
        switch (latest) {
            case HostObservation.Probed _, HostObservation.Reported _ -> {}
            case HostObservation.NotReported n -> failure(n, "SOURCE", n.why().name());
            case HostObservation.NotProbed n -> failure(n, n.phase().name(), n.reason().name());
            case HostObservation.KeyRefused k ->
                    failure(k, "KEY_EXCHANGE", "KEY_" + k.problem().kind());
        }
    }

    private void failure(HostObservation o, String phase, String reason) {
        text.sample(1, "host", o.host().name(), "phase", phase, "reason", reason);
    }

    private List<EndpointState> states() {
        return report.snapshot().endpoints().values().stream()
                .sorted(Comparator.comparing(s -> s.latest().target().id()))
                .toList();
    }

    private static String[] labels(TlsObservation o) {
        return new String[] {"endpoint", o.target().endpoint().id(), "target", o.target().label()};
    }

    private static String[] with(String[] labels, String name, String value) {
        String[] more = java.util.Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = name;
        more[labels.length + 1] = value;
        return more;
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond();
    }
}
