package dev.watchkeeper.ui;

import dev.watchkeeper.finding.FleetSnapshot;
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
    static final String MOUNT_POINT = "/mnt/build";

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
