package dev.watchkeeper.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Snapshots for tests.
final class Snapshots {
    static final String BOOT = "6b0c6a1e-1f0a-4c55-9a51-6ad7b0f4d6a2";
    static final Duration UPTIME = Duration.ofMinutes(10_000);
    static final Instant CLOCK = Instant.parse("2026-03-04T05:06:07.123456789Z");

    private Snapshots() {}

    static RemoteProcess process(long pid, String command, String arguments) {
        long ticks = 1_000 + pid;
        return new RemoteProcess(
                new ProcessKey("builder31", BOOT, pid, ticks),
                1,
                pid,
                pid,
                "ansible",
                'S',
                command,
                Optional.of(arguments),
                Optional.of("do_wait"),
                UPTIME.minusMillis(ticks * 10),
                12,
                Optional.of(34L),
                1,
                false,
                Optional.empty());
    }

    static RemoteProcess stuck(long pid, String command, char state, String mountPoint) {
        RemoteProcess p = process(pid, command, command + " -h");
        return new RemoteProcess(
                p.key(),
                p.parent(),
                p.group(),
                p.session(),
                p.user(),
                state,
                p.command(),
                p.arguments(),
                Optional.of("request_wait_answer"),
                p.age(),
                p.cpuTicks(),
                p.contextSwitches(),
                2,
                state != 'S',
                Optional.of(mountPoint));
    }

    static Mount mount(String point, Mount.Answer answer) {
        return new Mount(
                point,
                "ext4",
                "/dev/" + point.length(),
                "254:" + point.length(),
                answer,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    static Mount fuse(String point, int connection, Mount.Answer answer, long server) {
        return new Mount(
                point,
                "fuse.glusterfs",
                "gluster1:/vol 1",
                "0:" + connection,
                answer,
                OptionalInt.of(connection),
                OptionalInt.of(3),
                OptionalLong.of(server));
    }

    static HostSnapshot of(List<RemoteProcess> processes, List<Mount> mounts, boolean complete) {
        return new HostSnapshot(
                BOOT,
                CLOCK,
                Duration.ZERO,
                UPTIME,
                "Linux 6.1.0-18-amd64",
                List.of(0.5, 1.25, 7.0),
                new HostSnapshot.Memory(8L << 30, 4L << 30),
                Optional.of(new HostSnapshot.Pressure(1.5, 0.0, 12.25)),
                processes,
                mounts,
                complete,
                List.of("one note"));
    }
}
