package dev.watchkeeper.finding;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.ReportedHost;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Source;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation.Reported;
import dev.watchkeeper.tls.TlsTarget;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a Prometheus might report.
public final class SampleSources {
    public static final Optional<Source> SOURCE = Optional.of(Source.of("prom"));
    public static final TlsEndpoint DOCS = Samples.DOCS.from(SOURCE);
    public static final Host BUILDER = Samples.builderHost("builder1").from(SOURCE);
    public static final TlsTarget TARGET =
            new TlsTarget(DOCS, "tls docs.example.org:443", "docs.example.org", 443);

    private static final Duration TOOK = Duration.ofMillis(80);

    private SampleSources() {}

    public static Fleet fleet(List<TlsEndpoint> endpoints, List<Host> hosts) {
        return new Fleet(
                endpoints,
                hosts,
                List.of(),
                Thresholds.DEFAULT,
                List.of(),
                List.of(),
                List.of(Supervision.prometheus("prom", URI.create("http://127.0.0.1:1"))),
                Notifications.NONE);
    }

    public static ReportedCertificate ending(Instant notAfter) {
        return new ReportedCertificate(
                notAfter,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("TLS 1.3"));
    }

    public static Reported reported(ReportedCertificate certificate) {
        return reported(TARGET, certificate, Samples.NOW.minusSeconds(40));
    }

    public static Reported reported(TlsTarget target, ReportedCertificate certificate, Instant at) {
        return new Reported(target, at, TOOK, "prom", "job tls", certificate, Optional.of(true));
    }

    public static HostObservation.Reported host(
            Host host, long blocked, Duration ahead, FaultyMount... mounts) {
        return new HostObservation.Reported(
                host,
                Samples.NOW.minusSeconds(40),
                TOOK,
                "prom",
                new ReportedHost(
                        "builder1:9100",
                        Optional.of("Linux 6.1"),
                        Optional.of(Samples.NOW.minus(Duration.ofDays(3))),
                        Optional.of(new ReportedHost.Load(1, 2, 3)),
                        Optional.of(new ReportedHost.Memory(4L << 30, 1L << 30)),
                        OptionalLong.of(blocked),
                        Optional.of(ahead),
                        List.of(mounts)));
    }

    public static HostObservation.NotReported untold(
            Host host, HostObservation.Why why, String text) {
        return new HostObservation.NotReported(host, Samples.NOW, TOOK, "prom", why, text);
    }
}
