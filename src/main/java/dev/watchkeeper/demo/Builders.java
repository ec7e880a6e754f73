package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedMount.Fuse;
import dev.watchkeeper.demo.SimulatedMount.State;
import dev.watchkeeper.demo.SimulatedProcess.Link;
import dev.watchkeeper.demo.SimulatedProcess.Temper;
import dev.watchkeeper.demo.Spawner.Seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What runs on the builders: healthy ones, and ones whose FUSE server was stopped a week ago, with
/// a `df` of each night's run waiting on it ever since.
final class Builders {
    static final String MOUNT = "/mnt/build";
    private static final int CONNECTION = 52;
    private static final Duration JOB = Duration.ofDays(9);

    private Builders() {}

    /// A builder as it should be.
    static void healthy(SimulatedHost host) {
        var spawner = spawner(host);
        spawner.services();
        disks(host);
        long server = spawner.spawn(1, client(host, host.identity().bootedAt()));
        host.add(fuse(host, server, new State.Answering()));
    }

    /// A builder whose build volume hangs.
    ///
    /// @param nights when each night's run came by, oldest first
    static void hung(SimulatedHost host, List<Instant> nights) {
        var spawner = spawner(host);
        spawner.services();
        disks(host);
        Instant stopped = nights.getFirst().minus(Duration.ofMinutes(47));
        long server =
                spawner.spawn(
                        1,
                        client(host, host.identity().bootedAt())
                                .state('T')
                                .in("do_signal_stop")
                                .busy(0)
                                .tempered(Temper.STOPPED));
        host.add(fuse(host, server, new State.Silent(stopped)));
        nights.forEach(n -> night(spawner, host.identity().name(), n));
    }

    /// With pids that differ from host to host.
    private static Spawner spawner(SimulatedHost host) {
        return new Spawner(host, 600 + Math.floorMod(host.identity().name().hashCode(), 300));
    }

    /// What a test job left behind: idle, healthy by themselves, and nobody's any more.
    static void leftovers(SimulatedHost host) {
        var spawner = new Spawner(host, 18_700);
        Instant job = spawner.ago(JOB);
        spawner.spawn(
                1,
                Seed.of(
                                "etcd",
                                job,
                                "/usr/bin/etcd",
                                "--name",
                                "job-4711",
                                "--data-dir",
                                "/tmp/job-4711/etcd")
                        .as("jenkins")
                        .in("futex_wait_queue")
                        .busy(0.004));
        spawner.spawn(
                1,
                Seed.of(
                                "glusterfsd",
                                job,
                                "/usr/sbin/glusterfsd",
                                "-s",
                                host.identity().name(),
                                "--volfile-id",
                                "patchy." + host.identity().name() + ".d-backends-patchy1",
                                "-p",
                                "/run/gluster/vols/patchy/d-backends-patchy1.pid")
                        .in("futex_wait_queue")
                        .busy(0.001));
    }

    private static void night(Spawner spawner, String builder, Instant at) {
        String command = "echo " + AnsibleMark.of(builder, at) + " ; df -h";
        long sshd =
                spawner.spawn(
                        1,
                        Seed.of("sshd", at, "sshd: ansible [priv]")
                                .in("do_poll")
                                .until(children()));
        long session =
                spawner.spawn(
                        sshd,
                        Seed.of("sshd", at, "sshd: ansible@pts/0")
                                .as("ansible")
                                .in("do_poll")
                                .until(children()));
        long sudo =
                spawner.spawn(
                        session,
                        Seed.of(
                                        "sudo", at, "sudo", "-H", "-S", "-n", "-u", "root",
                                        "/bin/sh", "-c", command)
                                .in("poll_schedule_timeout")
                                .until(children()));
        long shell =
                spawner.spawn(sudo, Seed.of("sh", at, "/bin/sh", "-c", command).until(children()));
        spawner.spawn(
                shell,
                Seed.of("df", at, "df", "-h")
                        .in("request_wait_answer")
                        .tempered(Temper.BLOCKED)
                        .until(new Link.Mount(MOUNT)));
    }

    private static Link children() {
        return new Link.Children();
    }

    private static Seed client(SimulatedHost host, Instant started) {
        return Seed.of(
                        "glusterfs",
                        started,
                        "/usr/sbin/glusterfs",
                        "--process-name",
                        "fuse",
                        "--volfile-server=" + host.identity().name(),
                        "--volfile-id=/builds",
                        MOUNT)
                .in("futex_wait_queue")
                .busy(0.01);
    }

    private static SimulatedMount fuse(SimulatedHost host, long server, State state) {
        return new SimulatedMount(
                MOUNT,
                "fuse.glusterfs",
                host.identity().name() + ":/builds",
                "0:" + CONNECTION,
                Optional.of(new Fuse(CONNECTION, server)),
                state);
    }

    private static void disks(SimulatedHost host) {
        host.add(disk("/", "/dev/vda1", "254:1"));
        host.add(disk("/var/lib/jenkins", "/dev/vdb1", "254:17"));
    }

    static SimulatedMount disk(String mountPoint, String source, String device) {
        return new SimulatedMount(
                mountPoint, "ext4", source, device, Optional.empty(), new State.Answering());
    }
}
