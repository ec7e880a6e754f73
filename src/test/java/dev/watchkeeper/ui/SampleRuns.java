package dev.watchkeeper.ui;

import static dev.watchkeeper.finding.Samples.process;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs to look at: one on very many hosts, very many runs, and hosts that do not tell.
public final class SampleRuns {
    private static final Instant NOW = SampleReports.NOW;

    private SampleRuns() {}

    /// One run of site.yml at work on so many builders, two of which have a silent mount; and a
    /// plain rsync, and a second run of the same playbook that has just begun.
    public static Report wide(int lanes) {
        Host deploy = host("ant-queen", HostRole.DEPLOY_SERVER);
        List<Host> builders = new ArrayList<>();
        List<RemoteProcess> processes = new ArrayList<>();
        processes.add(ansible(10, 1, Duration.ofHours(5)));
        for (int i = 1; i <= lanes; i++) {
            Host builder = host("builder%03d".formatted(i), HostRole.BUILDER);
            builders.add(builder);
            Duration age = Duration.ofMinutes(i % 7 == 0 ? 240 - i % 90 : 1).plusSeconds(i % 50);
            processes.add(ansible(1_000 + i, 10, age.plusSeconds(1)));
            processes.add(ssh(10_000 + i, 1_000 + i, builder.name(), age));
        }
        processes.add(ansible(20_000, 1, Duration.ofSeconds(90)));
        processes.add(ansible(20_001, 20_000, Duration.ofSeconds(80)));
        processes.add(ssh(20_002, 20_001, "builder001", Duration.ofSeconds(80)));
        processes.add(
                process(deploy.name(), 30_000, "rsync")
                        .line("rsync -a /srv/ backup.example.org:/srv/")
                        .age(Duration.ofMinutes(25))
                        .get());
        processes.add(ssh(30_001, 30_000, "backup.example.org", Duration.ofMinutes(25)));
        List<HostObservation> seen = new ArrayList<>();
        seen.add(Samples.probed(deploy, NOW.minusSeconds(6), processes, List.of()));
        for (Host builder : builders) {
            boolean silent = builder.name().equals("builder007") || builder.name().endsWith("014");
            List<Mount> mounts =
                    silent ? List.of(Samples.silent("/mnt/build", Duration.ofHours(4))) : List.of();
            seen.add(Samples.probed(builder, NOW.minusSeconds(4), List.of(), mounts));
        }
        return report(seen);
    }

    /// So many plain runs on a hundred hosts.
    public static Report many(int runs) {
        List<HostObservation> seen = new ArrayList<>();
        for (int h = 0; h < 100; h++) {
            Host host = host("deploy%02d".formatted(h), HostRole.DEPLOY_SERVER);
            List<RemoteProcess> processes = new ArrayList<>();
            for (int i = 0; i < runs / 100; i++) {
                Duration age = Duration.ofSeconds(20L + (i * 37L + h * 11L) % 4_000);
                processes.add(
                        process(host.name(), 100 + i, "ssh")
                                .line("ssh builder%03d make -C /srv/job".formatted(i))
                                .age(age)
                                .get());
            }
            seen.add(Samples.probed(host, NOW.minusSeconds(3 + h % 40), processes, List.of()));
        }
        return report(seen);
    }

    /// A run that was seen two hours ago on a host that has not answered since, beside one host
    /// that never answered.
    public static Report outdated() {
        Host deploy = host("ant-queen", HostRole.DEPLOY_SERVER);
        List<RemoteProcess> processes = new ArrayList<>();
        processes.add(ansible(10, 1, Duration.ofMinutes(3)));
        processes.add(ansible(11, 10, Duration.ofMinutes(3)));
        processes.add(ssh(12, 11, "builder1", Duration.ofSeconds(100)));
        Instant before = NOW.minus(Duration.ofHours(2));
        return report(
                List.of(
                        Samples.probed(deploy, before, processes, List.of()),
                        silent(deploy),
                        silent(host("builder1", HostRole.BUILDER))));
    }

    /// A fleet whose only host does not answer.
    public static Report unanswered() {
        return report(List.of(silent(host("ant-queen", HostRole.DEPLOY_SERVER))));
    }

    private static HostObservation silent(Host host) {
        return new HostObservation.NotProbed(
                host,
                NOW,
                Duration.ofSeconds(10),
                SshOutcome.Phase.KEY_EXCHANGE,
                SshOutcome.Reason.TIMED_OUT,
                "no answer within 10 s");
    }

    private static Report report(List<HostObservation> seen) {
        List<Host> hosts = seen.stream().map(HostObservation::host).distinct().toList();
        var fleet = new Fleet(List.of(), hosts, List.of(), Thresholds.DEFAULT);
        var fold = new Fold(FleetSnapshot.empty(fleet, NOW));
        seen.forEach(fold::add);
        FleetSnapshot snapshot = fold.at(NOW);
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Report.Progress.IDLE);
    }

    private static RemoteProcess ansible(long pid, long parent, Duration age) {
        return process("ant-queen", pid, "ansible-playboo")
                .parent(parent)
                .line("/usr/bin/python3 /usr/bin/ansible-playbook -i production site.yml")
                .age(age)
                .get();
    }

    private static RemoteProcess ssh(long pid, long parent, String host, Duration age) {
        return process("ant-queen", pid, "ssh")
                .parent(parent)
                .line("ssh -C -o ControlMaster=auto -tt " + host + " /bin/sh -c df")
                .age(age)
                .get();
    }

    private static Host host(String name, HostRole role) {
        return new Host(name, role, SshAccess.of(name), List.of(), true);
    }
}
