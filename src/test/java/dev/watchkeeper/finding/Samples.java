package dev.watchkeeper.finding;

import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.Judgement.Verdict;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsTarget;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Observations as they come from real ones, for tests.
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);

    private Samples() {}

    public static TlsTarget at(TlsEndpoint endpoint, String label) {
        return new TlsTarget(endpoint, label, label, endpoint.port());
    }

    /// A leaf with the given validity.
    public static Parsed leaf(Instant notBefore, Instant notAfter) {
        return certificate("CN=docs.example.org", "CN=Issuer", notBefore, notAfter);
    }

    public static Parsed certificate(
            String subject, String issuer, Instant notBefore, Instant notAfter) {
        long serial = notAfter.getEpochSecond();
        return new Parsed(
                subject,
                List.of("DNS:docs.example.org"),
                issuer,
                BigInteger.valueOf(serial),
                notBefore,
                notAfter,
                "EC P-256",
                "SHA256withECDSA",
                "%064x".formatted(serial),
                "%064x".formatted(1),
                900,
                "");
    }

    public static Presented presented(
            TlsTarget target,
            Instant at,
            List<ServedCertificate> chain,
            CertificateFault... faults) {
        Verdict trust = faults.length == 0 ? Verdict.GOOD : Verdict.BAD;
        return new Presented(
                target,
                at,
                Duration.ofMillis(12),
                chain,
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                new Judgement(Arrays.asList(faults), "test anchors", trust, Verdict.GOOD),
                false,
                List.of());
    }

    /// A good certificate of 90 days, half of them left.
    public static Presented presented(TlsTarget target, Instant at) {
        Duration half = Duration.ofDays(45);
        return presented(target, at, List.of(leaf(at.minus(half), at.plus(half))));
    }

    public static Failed failed(TlsTarget target, Failure failure) {
        return new Failed(target, NOW, Duration.ofSeconds(5), failure, "it did not work");
    }

    public static CertificateFault fault(CertificateFault.Kind kind) {
        return new CertificateFault(kind, 0, "RFC 5280", "the leaf is " + kind);
    }

    public static Host builderHost(String name, String... leftovers) {
        return new Host(name, HostRole.BUILDER, SshAccess.of(name), List.of(leftovers), true);
    }

    public static NotProbed notProbed(Host host, Phase phase, Reason reason) {
        return new NotProbed(host, NOW, Duration.ofSeconds(10), phase, reason, "it did not work");
    }

    public static Probed probed(
            Host host, Instant at, List<RemoteProcess> processes, List<Mount> mounts) {
        return probed(host, at, processes, mounts, Duration.ZERO);
    }

    public static Probed probed(
            Host host,
            Instant at,
            List<RemoteProcess> processes,
            List<Mount> mounts,
            Duration clockOffset) {
        return new Probed(
                host,
                at,
                Duration.ofMillis(700),
                new HostSnapshot(
                        "boot-1",
                        at.plus(clockOffset),
                        clockOffset,
                        Duration.ofDays(30),
                        "Linux 6.18",
                        List.of(0.1, 0.2, 0.3),
                        new HostSnapshot.Memory(8L << 30, 4L << 30),
                        Optional.empty(),
                        processes,
                        mounts,
                        true,
                        List.of()));
    }

    public static Mount silent(String mountPoint, Duration since) {
        return new Mount(
                mountPoint,
                "fuse.glusterfs",
                "gluster:/builds",
                "0:52",
                new Mount.Answer.Silent(since, 999),
                OptionalInt.of(52),
                OptionalInt.of(3),
                OptionalLong.of(640));
    }

    public static Fleet fleet(List<TlsEndpoint> endpoints, List<Host> hosts) {
        return new Fleet(endpoints, hosts, List.of(), Thresholds.DEFAULT);
    }

    public static FleetSnapshot snapshot(Fleet fleet, TlsObservation... seen) {
        var fold = new Fold(FleetSnapshot.empty(fleet, NOW));
        Arrays.asList(seen).forEach(fold::add);
        return fold.at(NOW);
    }

    /// A process of which a test changes what it is about.
    public static ProcessSample process(String host, long pid, String command) {
        return new ProcessSample(host, pid, command);
    }

    /// Builds a process.
    public static final class ProcessSample {
        private final String host;
        private final long pid;
        private final String command;
        private long parent = 1;
        private char state = 'S';
        private Optional<String> arguments = Optional.empty();
        private Optional<String> waitChannel = Optional.empty();
        private Optional<String> waitsOn = Optional.empty();
        private Duration age = Duration.ofDays(7);
        private long cpuTicks = 3;

        ProcessSample(String host, long pid, String command) {
            this.host = host;
            this.pid = pid;
            this.command = command;
        }

        public ProcessSample parent(long value) {
            parent = value;
            return this;
        }

        public ProcessSample state(char value) {
            state = value;
            return this;
        }

        public ProcessSample line(String value) {
            arguments = Optional.of(value);
            return this;
        }

        public ProcessSample in(String value) {
            waitChannel = Optional.of(value);
            return this;
        }

        public ProcessSample on(String value) {
            waitsOn = Optional.of(value);
            return this;
        }

        public ProcessSample age(Duration value) {
            age = value;
            return this;
        }

        public ProcessSample cpu(long value) {
            cpuTicks = value;
            return this;
        }

        public RemoteProcess get() {
            return new RemoteProcess(
                    new ProcessKey(host, "boot-1", pid, pid * 10),
                    parent,
                    pid,
                    pid,
                    "deploy",
                    state,
                    command,
                    arguments,
                    waitChannel,
                    age,
                    cpuTicks,
                    Optional.of(7L),
                    1,
                    false,
                    waitsOn);
        }
    }
}
