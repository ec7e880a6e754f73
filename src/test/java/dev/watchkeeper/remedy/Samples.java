package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A small fleet: a builder with a mount, a deploy server that renews what two proxies serve.
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    static final String BOOT = "2f7d4b8e-0000-4000-8000-0123456789ab";
    static final Host BUILDER =
            new Host(
                    "builder31",
                    HostRole.BUILDER,
                    new SshAccess(
                            "builder31",
                            Optional.of("ops"),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    List.of("etcd"),
                    true);
    static final Host DEPLOY = Host.of("ant-queen");
    static final TlsEndpoint DOCS =
            new TlsEndpoint(
                    "docs.example.org",
                    443,
                    List.of(
                            new Backend("proxy1", "127.0.0.1", 8443),
                            new Backend("proxy2", "127.0.0.2", 8443)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private Samples() {}

    static Renewal renewal(String... command) {
        return new Renewal(
                "docs renewal",
                "ant-queen",
                List.of(command),
                Duration.ofSeconds(20),
                List.of(DOCS.id()),
                List.of(DOCS.id(), "builder31"),
                false,
                Optional.empty());
    }

    static Fleet fleet(Renewal... renewals) {
        return new Fleet(
                List.of(DOCS), List.of(BUILDER, DEPLOY), List.of(renewals), Thresholds.DEFAULT);
    }

    static RemoteProcess process(long pid, char state, String command, String arguments) {
        return process(
                new ProcessKey("builder31", BOOT, pid, 1000 + pid),
                state,
                "build",
                command,
                Optional.of(arguments));
    }

    static RemoteProcess process(
            ProcessKey key, char state, String user, String command, Optional<String> arguments) {
        return new RemoteProcess(
                key,
                1,
                key.pid(),
                key.pid(),
                user,
                state,
                command,
                arguments,
                Optional.empty(),
                Duration.ofDays(7),
                1,
                Optional.empty(),
                1,
                false,
                Optional.of("/mnt/build"));
    }

    /// A process of this machine, as the probe would have seen it.
    static RemoteProcess own(long pid) throws IOException {
        Path proc = Path.of("/proc/" + pid);
        String stat = Files.readString(proc.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return process(
                new ProcessKey("builder31", boot(), pid, Long.parseLong(fields[19])),
                fields[0].charAt(0),
                Files.getOwner(proc).getName(),
                Files.readString(proc.resolve("comm")).strip(),
                Optional.of(Files.readString(proc.resolve("cmdline")).replace('\0', ' ').strip()));
    }

    static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    static Mount mount(Mount.Answer answer, OptionalInt connection, OptionalLong server) {
        return new Mount(
                "/mnt/build",
                connection.isPresent() ? "fuse.glusterfs" : "nfs4",
                "filer:/build",
                "0:52",
                answer,
                connection,
                OptionalInt.of(3),
                server);
    }

    static Mount silent(OptionalInt connection, OptionalLong server) {
        return mount(new Mount.Answer.Silent(Duration.ofDays(7), 99), connection, server);
    }

    static Statement statement(FindingKind kind, String subject, Optional<FindingKey> cause) {
        return new Statement(
                FindingKey.of(kind, subject),
                kind,
                Severity.CRITICAL,
                subject + ": " + kind.label(),
                "",
                NOW,
                List.of(new Evidence("test", "looked", "seen", NOW)),
                cause);
    }

    static Finding.MountFinding mountFinding(Mount mount, RemoteProcess... waiting) {
        return new Finding.MountFinding(
                statement(
                        FindingKind.MOUNT_SILENT,
                        "builder31:" + mount.mountPoint(),
                        Optional.empty()),
                BUILDER,
                BOOT,
                mount,
                List.of(waiting));
    }

    static Finding.ProcessFinding processes(RemoteProcess... processes) {
        return new Finding.ProcessFinding(
                statement(FindingKind.PROCESS_STUCK, "builder31:df", Optional.empty()),
                BUILDER,
                List.of(processes));
    }

    static HostObservation.Probed probed(
            Host host, Instant at, List<RemoteProcess> processes, Mount... mounts) {
        return new HostObservation.Probed(
                host,
                at,
                Duration.ofMillis(80),
                new HostSnapshot(
                        BOOT,
                        at,
                        Duration.ZERO,
                        Duration.ofDays(9),
                        "Linux 6.1",
                        List.of(),
                        new HostSnapshot.Memory(1, 1),
                        Optional.empty(),
                        processes,
                        List.of(mounts),
                        true,
                        List.of()));
    }

    static TlsTarget target(String label) {
        Backend backend =
                DOCS.backends().stream()
                        .filter(b -> b.label().equals(label))
                        .findFirst()
                        .orElseThrow();
        return new TlsTarget(DOCS, label, backend.address(), backend.port());
    }

    static TlsObservation.Presented presented(String label, int serial, Instant at) {
        var leaf =
                new ServedCertificate.Parsed(
                        "CN=docs.example.org",
                        List.of("DNS:docs.example.org"),
                        "CN=Test CA",
                        BigInteger.valueOf(serial),
                        NOW.minus(Duration.ofDays(90)),
                        NOW.minus(Duration.ofHours(5)),
                        "EC P-256",
                        "SHA256withECDSA",
                        "%064x".formatted(serial),
                        "0".repeat(64),
                        500,
                        "");
        return new TlsObservation.Presented(
                target(label),
                at,
                Duration.ofMillis(5),
                List.of(leaf),
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                new Judgement(List.of(), "test", Judgement.Verdict.GOOD, Judgement.Verdict.GOOD),
                false,
                List.of());
    }

    static TlsObservation.Failed refused(String label) {
        return new TlsObservation.Failed(
                target(label),
                NOW,
                Duration.ofMillis(1),
                TlsObservation.Failure.REFUSED,
                "the port is closed");
    }

    static Finding.EndpointFinding expired(TlsObservation... observations) {
        return new Finding.EndpointFinding(
                statement(FindingKind.CERTIFICATE_EXPIRED, DOCS.id(), Optional.empty()),
                DOCS,
                List.of(observations));
    }

    static Report report(
            Fleet fleet,
            List<HostObservation> hosts,
            List<TlsObservation> endpoints,
            Finding... findings) {
        Map<String, HostState> hostStates = new HashMap<>();
        for (HostObservation o : hosts) {
            hostStates.put(
                    o.host().name(),
                    new HostState(
                            o,
                            o instanceof HostObservation.Probed p
                                    ? Optional.of(p)
                                    : Optional.empty(),
                            Map.of(),
                            0));
        }
        Map<String, EndpointState> endpointStates = new HashMap<>();
        for (TlsObservation o : endpoints) {
            endpointStates.put(
                    o.target().id(),
                    new EndpointState(
                            o,
                            o instanceof TlsObservation.Presented p
                                    ? Optional.of(p)
                                    : Optional.empty(),
                            0));
        }
        return new Report(
                new FleetSnapshot(NOW, fleet, endpointStates, hostStates, List.of(), List.of()),
                List.of(findings),
                Map.of(),
                Report.Progress.IDLE);
    }
}
