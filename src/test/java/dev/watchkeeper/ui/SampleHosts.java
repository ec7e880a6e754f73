package dev.watchkeeper.ui;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What hosts of the sample fleet said.
public final class SampleHosts {
    private static final String MOUNT_POINT = "/mnt/build";

    private SampleHosts() {}

    static List<HostObservation> outage(Instant now) {
        return List.of(
                queen(now),
                stuck("builder1", now, 3),
                stuck("builder31", now, 1),
                healthy("builder7", HostRole.BUILDER, now));
    }

    static List<HostObservation> healthy(Instant now) {
        return List.of(
                healthy("ant-queen", HostRole.DEPLOY_SERVER, now),
                healthy("builder1", HostRole.BUILDER, now),
                healthy("builder31", HostRole.BUILDER, now),
                healthy("builder7", HostRole.BUILDER, now));
    }

    static FleetSnapshot.HostState state(HostObservation observation) {
        var probed =
                observation instanceof HostObservation.Probed p
                        ? Optional.of(p)
                        : Optional.<HostObservation.Probed>empty();
        return new FleetSnapshot.HostState(observation, probed, Map.of(), 0);
    }

    static List<Finding> findings(HostObservation observation, Instant now) {
        if (!(observation instanceof HostObservation.Probed p)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        p.snapshot().mounts().stream()
                .filter(m -> m.answer() instanceof Mount.Answer.Silent)
                .forEach(m -> findings.addAll(ofMount(p, m, now)));
        List<RemoteProcess> runs = named(p, "ansible-playboo");
        if (runs.size() > 3) {
            findings.add(
                    new Finding.ProcessFinding(pileUp(p.host(), runs.size(), now), p.host(), runs));
        }
        return findings;
    }

    private static List<RemoteProcess> named(HostObservation.Probed p, String command) {
        return p.snapshot().processes().stream().filter(x -> x.command().equals(command)).toList();
    }

    private static List<Finding> ofMount(HostObservation.Probed p, Mount mount, Instant now) {
        List<RemoteProcess> waiting = named(p, "df");
        String host = p.host().name();
        var key = FindingKey.of(FindingKind.MOUNT_SILENT, host + ":" + mount.mountPoint());
        var statement =
                new Statement(
                        key,
                        FindingKind.MOUNT_SILENT,
                        Severity.CRITICAL,
                        host + ": " + mount.mountPoint() + " does not answer",
                        "Whatever touches it hangs: df, backups, and the nightly run that gathers"
                                + " facts.",
                        now.minusSeconds(6),
                        List.of(
                                new Evidence(
                                        host,
                                        "statfs of " + mount.mountPoint(),
                                        "no answer for 7 d (asked by pid 4711, still waiting)\n"
                                                + "type fuse.glusterfs, connection 52, 3 requests"
                                                + " waiting",
                                        now.minusSeconds(6))),
                        Optional.empty());
        var symptom =
                new Statement(
                        FindingKey.of(FindingKind.PROCESS_STUCK, host + ":df"),
                        FindingKind.PROCESS_STUCK,
                        Severity.HIGH,
                        host
                                + ": "
                                + waiting.size()
                                + " df without progress on "
                                + mount.mountPoint(),
                        "",
                        now.minusSeconds(6),
                        List.of(
                                new Evidence(
                                        host,
                                        "wait channel of df",
                                        "request_wait_answer",
                                        now.minusSeconds(6))),
                        Optional.of(key));
        return List.of(
                new Finding.MountFinding(
                        statement, p.host(), p.snapshot().bootId(), mount, waiting),
                new Finding.ProcessFinding(symptom, p.host(), waiting));
    }

    private static Statement pileUp(Host host, int count, Instant now) {
        return new Statement(
                SampleReports.PILE_UP,
                FindingKind.PROCESS_PILE_UP,
                Severity.HIGH,
                host.name() + ": " + count + " ansible-playbook at once, the oldest for 7 d",
                "Each nightly run adds one; the renewal never gets its turn.",
                now.minusSeconds(5),
                List.of(
                        new Evidence(
                                host.name(),
                                "processes named ansible-playbook",
                                count
                                        + " processes, 3 are usual; none made progress between two"
                                        + " samples",
                                now.minusSeconds(5))),
                Optional.empty());
    }

    private static HostObservation queen(Instant now) {
        Host host = host("ant-queen", HostRole.DEPLOY_SERVER);
        List<RemoteProcess> processes = new ArrayList<>(usual(host));
        IntStream.range(0, 70)
                .forEach(i ->
                        processes.add(
                                process(
                                        host,
                                        20_000 + i * 7L,
                                        "ansible-playboo",
                                        "/usr/bin/python3 /usr/bin/ansible-playbook -i production"
                                                + " site.yml --limit builders",
                                        'S',
                                        "do_poll",
                                        Duration.ofHours(168 - 2L * i),
                                        Optional.empty())));
        return probed(
                host, processes, List.of(answered("/", "ext4"), answered("/srv", "xfs")), now);
    }

    private static HostObservation stuck(String name, Instant now, int waiting) {
        Host host = host(name, HostRole.BUILDER);
        List<RemoteProcess> processes = new ArrayList<>(usual(host));
        IntStream.range(0, waiting)
                .forEach(i ->
                        processes.add(
                                process(
                                        host,
                                        4_711 + i * 40L,
                                        "df",
                                        "df -hP",
                                        'S',
                                        "request_wait_answer",
                                        Duration.ofDays(7).minusHours(24L * i),
                                        Optional.of(MOUNT_POINT))));
        processes.add(
                process(
                        host,
                        2_210,
                        "glusterfs",
                        "/usr/sbin/glusterfs --volfile-server=store1 --volfile-id=/build"
                                + " /mnt/build",
                        'S',
                        "ep_poll",
                        Duration.ofDays(31),
                        Optional.empty()));
        var silent =
                new Mount(
                        MOUNT_POINT,
                        "fuse.glusterfs",
                        "store1:/build",
                        "0:52",
                        new Mount.Answer.Silent(Duration.ofDays(7), 4_711),
                        OptionalInt.of(52),
                        OptionalInt.of(3),
                        OptionalLong.of(2_210));
        return probed(host, processes, List.of(answered("/", "ext4"), silent), now);
    }

    private static HostObservation healthy(String name, HostRole role, Instant now) {
        Host host = host(name, role);
        return probed(
                host,
                usual(host),
                List.of(answered("/", "ext4"), answered(MOUNT_POINT, "fuse.glusterfs")),
                now);
    }

    private static HostObservation probed(
            Host host, List<RemoteProcess> processes, List<Mount> mounts, Instant now) {
        var snapshot =
                new HostSnapshot(
                        "boot-" + host.name(),
                        now,
                        Duration.ofMillis(40),
                        Duration.ofDays(112),
                        "Linux 6.1.0-28-amd64",
                        List.of(0.42, 0.51, 0.47),
                        new HostSnapshot.Memory(32L << 30, 21L << 30),
                        Optional.of(new HostSnapshot.Pressure(0.4, 0, 1.2)),
                        processes,
                        mounts,
                        true,
                        List.of("wait channels of other users need root"));
        return new HostObservation.Probed(
                host, now.minusSeconds(6), Duration.ofMillis(310), snapshot);
    }

    private static List<RemoteProcess> usual(Host host) {
        return List.of(
                process(
                        host,
                        1,
                        "systemd",
                        "/sbin/init",
                        'S',
                        "ep_poll",
                        Duration.ofDays(112),
                        Optional.empty()),
                process(
                        host,
                        640,
                        "sshd",
                        "sshd: /usr/sbin/sshd -D [listener]",
                        'S',
                        "poll_schedule",
                        Duration.ofDays(112),
                        Optional.empty()),
                process(
                        host,
                        702,
                        "cron",
                        "/usr/sbin/cron -f",
                        'S',
                        "hrtimer_nanosle",
                        Duration.ofDays(112),
                        Optional.empty()));
    }

    private static Mount answered(String mountPoint, String type) {
        return new Mount(
                mountPoint,
                type,
                "/dev/sda1",
                "8:1",
                new Mount.Answer.Answered(Duration.ofMillis(2)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    static RemoteProcess process(
            Host host,
            long pid,
            String command,
            String line,
            char state,
            String waitChannel,
            Duration age,
            Optional<String> waitsOn) {
        return new RemoteProcess(
                new ProcessKey(host.name(), "boot-" + host.name(), pid, pid * 100),
                pid == 1 ? 0 : 1,
                pid,
                pid,
                "root",
                state,
                command,
                Optional.of(line),
                Optional.of(waitChannel),
                age,
                12,
                Optional.of(40L),
                1,
                false,
                waitsOn);
    }

    static Host host(String name, HostRole role) {
        return new Host(name, role, SshAccess.of(name), List.of("etcd", "glusterfsd"), true);
    }
}
