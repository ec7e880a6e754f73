package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.ProbeParser;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.TlsObservation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// What the probe printed on four hosts while runs of Ansible hung on two of them, recorded from
/// real sshd, ansible-core 2.14 and a FUSE file system whose server does not answer.
///
/// `folders`: three runs of nightly.yml. `pipelined`: two of them with pipelining, the server on
/// builder1 stopped, and a run of long.yml at work on builder7.
public final class RecordedOutage {
    static final List<String> NAMES = List.of("ant-queen", "builder1", "builder31", "builder7");
    private static final Instant FIRST = Instant.parse("2026-11-22T21:34:00Z");

    private final Map<String, String> output = new HashMap<>();
    private final Map<String, HostObservation> instead = new HashMap<>();
    private final List<Renewal> renewals = new ArrayList<>();
    private final List<TlsObservation> served = new ArrayList<>();
    private String user = "ops";
    private Duration stuckAfter = Duration.ofSeconds(10);

    public RecordedOutage(String set) {
        NAMES.forEach(n -> output.put(n, read(set + "/" + n + ".txt")));
    }

    /// Changes what the probe of a host prints from now on.
    public RecordedOutage with(String host, UnaryOperator<String> change) {
        output.compute(host, (_, text) -> change.apply(text));
        return this;
    }

    /// A certificate that ends in a day, and what renews it.
    ///
    /// @param age since it was issued
    public RecordedOutage due(Renewal renewal, Duration age) {
        renewals.add(renewal);
        return serving(FIRST.minus(age), FIRST.plus(Duration.ofDays(1)));
    }

    /// A certificate of ninety days in place of the one that is due.
    public RecordedOutage renewed() {
        served.clear();
        return serving(FIRST, FIRST.plus(Duration.ofDays(90)));
    }

    private RecordedOutage serving(Instant from, Instant until) {
        served.add(
                Samples.presented(
                        Samples.at(Samples.DOCS, "proxy1"),
                        FIRST,
                        List.of(Samples.leaf(from, until))));
        return this;
    }

    /// The id of the endpoint whose certificate is due.
    public static String endpoint() {
        return Samples.DOCS.id();
    }

    /// The login name on all hosts.
    public RecordedOutage as(String login) {
        user = login;
        return this;
    }

    RecordedOutage stuckAfter(Duration age) {
        stuckAfter = age;
        return this;
    }

    /// A host that takes the connection and then hangs.
    public RecordedOutage hung(String host) {
        instead.put(
                host,
                new NotProbed(
                        host(host),
                        FIRST,
                        Duration.ofSeconds(10),
                        Phase.KEY_EXCHANGE,
                        Reason.TIMED_OUT,
                        "no answer in time"));
        return this;
    }

    public List<Finding> findings() {
        return Rules.evaluate(snapshot(Duration.ZERO));
    }

    public FleetSnapshot snapshot() {
        return snapshot(Duration.ZERO);
    }

    /// What is known after two looks at all hosts, the second half a minute and `later` after the
    /// first.
    public FleetSnapshot snapshot(Duration later) {
        List<Host> hosts = NAMES.stream().map(this::host).toList();
        var limits = HostThresholds.DEFAULT;
        var thresholds =
                new Thresholds(
                        Thresholds.DEFAULT.certificates(),
                        new HostThresholds(
                                stuckAfter,
                                limits.mountAnswer(),
                                limits.pileUp(),
                                Map.of("ansible-playbook", 1, "df", 1, "sh", 1),
                                limits.clockOffset(),
                                limits.leftoverAfter()),
                        Thresholds.DEFAULT.schedule());
        var fold =
                new Fold(
                        FleetSnapshot.empty(
                                new Fleet(
                                        served.isEmpty() ? List.of() : List.of(Samples.DOCS),
                                        hosts,
                                        renewals,
                                        thresholds),
                                FIRST));
        served.forEach(fold::add);
        for (Instant at : List.of(FIRST, FIRST.plusSeconds(30).plus(later))) {
            hosts.forEach(h -> fold.add(observed(h, at)));
        }
        return fold.at(FIRST.plusSeconds(31).plus(later));
    }

    RunFinding run() {
        return findings().stream()
                .filter(RunFinding.class::isInstance)
                .map(RunFinding.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stuck run was found"));
    }

    private HostObservation observed(Host host, Instant at) {
        if (instead.containsKey(host.name())) {
            return instead.get(host.name());
        }
        Duration took = Duration.ofMillis(1_200);
        Instant asked = at.plus(Duration.between(clock("ant-queen"), clock(host.name())));
        return new Probed(
                host,
                asked,
                took,
                ProbeParser.parse(
                                output.getOrDefault(host.name(), ""),
                                "fixture0",
                                host.name(),
                                asked,
                                took)
                        .orElseThrow());
    }

    /// The hosts were asked one after another.
    private Instant clock(String host) {
        String row =
                output.getOrDefault(host, "")
                        .lines()
                        .filter(l -> l.startsWith("fixture0 clock "))
                        .findFirst()
                        .orElseThrow();
        return Instant.ofEpochMilli(Math.round(Double.parseDouble(row.substring(15)) * 1_000));
    }

    private Host host(String name) {
        var access =
                new SshAccess(
                        name,
                        Optional.of(user),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty());
        HostRole role = name.startsWith("builder") ? HostRole.BUILDER : HostRole.DEPLOY_SERVER;
        return new Host(name, role, access, List.of("etcd"), true);
    }

    private static String read(String name) {
        try (var in = RecordedOutage.class.getResourceAsStream("outage/" + name)) {
            return new String(
                    java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
