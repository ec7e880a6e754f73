package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.automation.Activity;
import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.RenewalLock;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.AutomationState;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Certificates with chosen dates, and what hosts tell of them.
public final class SampleCertificates {
    static final Instant NOW = Samples.NOW;

    private SampleCertificates() {}

    /// Certificates of every lifetime, one of them renewed and not deployed to the second proxy.
    public static Report renewals() {
        var docs = behindProxies("docs.example.org");
        Parsed old = leaf(docs.name(), Duration.ofDays(90), NOW.plus(Duration.ofDays(16)));
        Parsed fresh = leaf(docs.name(), Duration.ofDays(90), NOW.plus(Duration.ofDays(88)));
        List<TlsObservation> seen = new ArrayList<>();
        seen.add(served(docs, "proxy1", fresh));
        seen.add(served(docs, "proxy2", old));
        seen.add(served("six.example.org", Duration.ofDays(6), NOW.plus(Duration.ofHours(17))));
        seen.add(served("month.example.org", Duration.ofDays(45), NOW.plus(Duration.ofDays(29))));
        seen.add(served("year.example.org", Duration.ofDays(398), NOW.plus(Duration.ofDays(70))));
        seen.add(served("old.example.org", Duration.ofDays(90), NOW.minus(Duration.ofHours(5))));
        seen.add(
                served(
                        "printer.example.org",
                        Duration.ofDays(7_300),
                        Instant.parse("2039-06-01T00:00:00Z")));
        seen.add(
                served(
                        "device.example.org",
                        Duration.ofDays(2_920_000),
                        Instant.parse("9999-12-31T23:59:59Z")));
        return report(
                snapshot(
                        seen,
                        List.of(Host.of("ant-queen"), Host.of("proxy1"), Host.of("proxy2")),
                        List.of(certbot(docs)),
                        Map.of(
                                "ant-queen", archive(fresh),
                                "proxy1", server(docs.name(), fresh),
                                "proxy2", server(docs.name(), old))));
    }

    private static TlsEndpoint behindProxies(String name) {
        return new TlsEndpoint(
                name,
                443,
                List.of(
                        new Backend("proxy1", "192.0.2.1", 443),
                        new Backend("proxy2", "192.0.2.2", 443)),
                Optional.of("web team"),
                Optional.empty(),
                Optional.empty());
    }

    private static Renewal certbot(TlsEndpoint endpoint) {
        return new Renewal(
                "docs",
                "ant-queen",
                List.of("certbot", "renew", "--cert-name", endpoint.name()),
                Duration.ofMinutes(5),
                List.of(endpoint.id()),
                List.of(),
                false,
                Optional.empty());
    }

    static Parsed leaf(String name, Duration lifetime, Instant notAfter) {
        return new Parsed(
                "CN=" + name,
                List.of("DNS:" + name),
                "CN=E7,O=Example",
                BigInteger.valueOf(notAfter.getEpochSecond()),
                notAfter.minus(lifetime),
                notAfter,
                "EC P-256",
                "SHA256withECDSA",
                "%064x".formatted(notAfter.getEpochSecond()),
                "%064x".formatted(1),
                900,
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    }

    static TlsObservation served(TlsEndpoint endpoint, String label, Parsed leaf) {
        return Samples.presented(Samples.at(endpoint, label), NOW, List.of(leaf));
    }

    /// One address of an endpoint of its own.
    static TlsObservation served(String name, Duration lifetime, Instant notAfter) {
        return served(TlsEndpoint.of(name, 443), "10.0.0.1", leaf(name, lifetime, notAfter));
    }

    static FleetSnapshot snapshot(
            List<TlsObservation> seen,
            List<Host> hosts,
            List<Renewal> renewals,
            Map<String, RenewalAutomation> automation) {
        Map<String, TlsEndpoint> endpoints = new LinkedHashMap<>();
        Map<String, EndpointState> states = new HashMap<>();
        for (TlsObservation o : seen) {
            endpoints.put(o.target().endpoint().id(), o.target().endpoint());
            Optional<TlsObservation.Presented> presented =
                    o instanceof TlsObservation.Presented p ? Optional.of(p) : Optional.empty();
            states.put(o.target().id(), new EndpointState(o, presented, 0));
        }
        var fleet = new Fleet(List.copyOf(endpoints.values()), hosts, renewals, Thresholds.DEFAULT);
        Map<String, HostState> hostStates = new HashMap<>();
        for (Host host : hosts) {
            Optional.ofNullable(automation.get(host.name()))
                    .ifPresent(a -> hostStates.put(host.name(), state(host, a)));
        }
        return new FleetSnapshot(NOW, fleet, states, hostStates, List.of(), List.of());
    }

    private static HostState state(Host host, RenewalAutomation automation) {
        var probed = Samples.probed(host, NOW, List.of(), List.of());
        var observed =
                new AutomationObservation.Observed(host, NOW, Duration.ofMillis(40), automation);
        return new HostState(
                probed,
                Optional.of(probed),
                Map.of(),
                0,
                Optional.of(new AutomationState(observed, Optional.of(observed))));
    }

    static Report report(TlsObservation... seen) {
        return report(snapshot(List.of(seen), List.of(), List.of(), Map.of()));
    }

    static Report report(FleetSnapshot snapshot) {
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Report.Progress.IDLE);
    }

    /// certbot with one lineage, and no server.
    static RenewalAutomation archive(Parsed newest) {
        var lineage =
                new Lineage(
                        "docs",
                        "/etc/letsencrypt/renewal/docs.conf",
                        Optional.of(file("/etc/letsencrypt/archive/docs/cert2.pem", newest)),
                        Optional.empty(),
                        new Lineage.Link.None(),
                        new RenewalRule.BeforeExpiry(
                                Duration.ofDays(30), "certbot's renew_before_expiry"),
                        true,
                        List.of(),
                        new Moment.Unknown("certbot does not say"));
        var unknown = new Moment.Unknown("no log");
        var activity =
                new Activity(
                        unknown, unknown, Optional.empty(), Optional.empty(), Optional.empty());
        var certbot =
                new RenewalClient.Certbot(
                        "/etc/letsencrypt",
                        List.of(lineage),
                        activity,
                        new RenewalLock.Free(),
                        List.of());
        return automation(List.of(certbot), List.of(), List.of(), Map.of());
    }

    /// nginx that names one file.
    static RenewalAutomation server(String name, Parsed inFile) {
        return automation(
                List.of(),
                List.of(file("/etc/ssl/docs.pem", inFile)),
                List.of(use(name)),
                Map.of());
    }

    /// nginx that names a file which only root may read.
    static RenewalAutomation lockedServer(String name) {
        return automation(
                List.of(),
                List.of(),
                List.of(use(name)),
                Map.of("/etc/ssl/docs.pem", "it needs root"));
    }

    private static ServerUse use(String name) {
        return new ServerUse(
                "nginx",
                "/etc/nginx/nginx.conf",
                "/etc/nginx/sites/docs:12",
                List.of(new ServerUse.Listen("443 ssl", OptionalInt.of(443))),
                List.of(name),
                new ServerUse.Source.File("/etc/ssl/docs.pem"));
    }

    private static StoredCertificate file(String path, Parsed leaf) {
        return new StoredCertificate(
                path, path, Optional.of(leaf.notBefore().plusSeconds(60)), List.of(leaf));
    }

    private static RenewalAutomation automation(
            List<RenewalClient> clients,
            List<StoredCertificate> files,
            List<ServerUse> uses,
            Map<String, String> unread) {
        return new RenewalAutomation(
                NOW, clients, files, uses, List.of(), List.of(), unread, List.of(), true);
    }
}
