package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.DOCS;
import static dev.watchkeeper.finding.Samples.NOW;

import dev.watchkeeper.automation.Activity;
import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.RenewalLock;
import dev.watchkeeper.automation.ServerProgram;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The way of a certificate from `queen`, where certbot has got it, to `proxy1` and `proxy2`, where
/// nginx serves it: as tests build it.
public final class SampleWays {
    private static final Duration DAY = Duration.ofDays(1);
    public static final Host QUEEN = Host.of("queen");
    public static final Host PROXY1 = Host.of("proxy1");
    public static final Host PROXY2 = Host.of("proxy2");
    public static final TlsEndpoint SITE =
            new TlsEndpoint(
                    DOCS.name(),
                    443,
                    List.of(
                            new Backend("proxy1", "192.0.2.1", 443),
                            new Backend("proxy2", "192.0.2.2", 443)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
    public static final Parsed OLD = leaf(80);
    public static final Parsed NEW = leaf(1);
    public static final String FILE = "/etc/nginx/docs.pem";

    private final Fold fold;

    public SampleWays(Renewal... renewals) {
        fold =
                new Fold(
                        FleetSnapshot.empty(
                                new Fleet(
                                        List.of(SITE),
                                        List.of(QUEEN, PROXY1, PROXY2),
                                        List.of(renewals),
                                        Thresholds.DEFAULT),
                                NOW));
    }

    /// One of 90 days that began so many days ago.
    public static Parsed leaf(long daysAgo) {
        Instant from = NOW.minus(DAY.multipliedBy(daysAgo));
        return Samples.leaf(from, from.plus(DAY.multipliedBy(90)));
    }

    /// certbot on `queen` has got these, the newest first.
    public SampleWays archived(Duration ago, Parsed... leaves) {
        var lineage =
                new Lineage(
                        "docs",
                        "/etc/letsencrypt/renewal/docs.conf",
                        Optional.of(
                                stored("/etc/letsencrypt/archive/docs/cert2.pem", ago, leaves[0])),
                        leaves.length < 2
                                ? Optional.empty()
                                : Optional.of(
                                        stored(
                                                "/etc/letsencrypt/archive/docs/cert1.pem",
                                                DAY,
                                                leaves[1])),
                        new Lineage.Link.None(),
                        RenewalRule.usual(DAY.multipliedBy(90)),
                        true,
                        List.of(),
                        new Moment.Unknown("not kept"));
        RenewalClient certbot =
                new RenewalClient.Certbot(
                        "/etc/letsencrypt",
                        List.of(lineage),
                        new Activity(
                                new Moment.Unknown("no log"),
                                new Moment.Unknown("no log"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new RenewalLock.Free(),
                        List.of());
        return observed(QUEEN, List.of(certbot), List.of(), List.of(), List.of());
    }

    /// nginx there names a file with this, which was written so long ago; its processes began at
    /// these times.
    public SampleWays configured(Host host, Duration ago, Parsed leaf, Instant... began) {
        var use =
                new ServerUse(
                        "nginx",
                        "/etc/nginx/nginx.conf",
                        "/etc/nginx/nginx.conf:7",
                        List.of(new ServerUse.Listen("443 ssl", OptionalInt.of(443))),
                        List.of(DOCS.name()),
                        new ServerUse.Source.File(FILE));
        var server =
                new ServerProgram(
                        "nginx",
                        "/etc/nginx/nginx.conf",
                        OptionalLong.of(50),
                        began.length == 0 ? Optional.empty() : Optional.of(began[0]),
                        List.of(began));
        return observed(
                host, List.of(), List.of(stored(FILE, ago, leaf)), List.of(use), List.of(server));
    }

    /// An address serves this.
    public SampleWays served(String label, Parsed leaf) {
        String address = label.equals("proxy1") ? "192.0.2.1" : "192.0.2.2";
        Presented seen =
                Samples.presented(new TlsTarget(SITE, label, address, 443), NOW, List.of(leaf));
        fold.add(seen);
        return this;
    }

    /// `proxy2` does not answer any more.
    public SampleWays refused() {
        fold.add(
                Samples.failed(
                        new TlsTarget(SITE, "proxy2", "192.0.2.2", 443),
                        TlsObservation.Failure.REFUSED));
        return this;
    }

    public FleetSnapshot snapshot() {
        return fold.at(NOW);
    }

    /// What is found of the way.
    public List<Finding> findings() {
        var found = new ArrayList<Finding>();
        for (Finding f : Rules.evaluate(snapshot())) {
            if (f.kind().name().startsWith("CERTIFICATE_NOT_")
                    || f.kind() == FindingKind.CERTIFICATE_LOST_NAMES) {
                found.add(f);
            }
        }
        return found;
    }

    private SampleWays observed(
            Host host,
            List<RenewalClient> clients,
            List<StoredCertificate> certificates,
            List<ServerUse> uses,
            List<ServerProgram> servers) {
        List<RemoteProcess> masters =
                servers.stream()
                        .map(s ->
                                Samples.process(host.name(), 50, "nginx")
                                        .line("nginx: master process /usr/sbin/nginx -p /srv/www")
                                        .get())
                        .toList();
        fold.add(Samples.probed(host, NOW, masters, List.of()));
        fold.add(
                new Observed(
                        host,
                        NOW,
                        Duration.ofSeconds(1),
                        new RenewalAutomation(
                                NOW,
                                clients,
                                certificates,
                                uses,
                                servers,
                                List.of(),
                                Map.of(),
                                List.of(),
                                true)));
        return this;
    }

    private static StoredCertificate stored(String path, Duration ago, Parsed leaf) {
        return new StoredCertificate(path, path, Optional.of(NOW.minus(ago)), List.of(leaf));
    }
}
