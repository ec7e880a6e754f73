package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.lab.RealSshd;
import dev.watchkeeper.ssh.Credentials;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.supervision.NagiosObserver;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// What a large Nagios costs that is read over SSH, against `cat` of its two files.
@Tag("bench")
final class NagiosBench {
    private static final int SERVICES = Integer.getInteger("watchkeeper.bench.services", 2_000);
    private static final int ROUNDS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path folder;

    /// Remembers what came over the wire.
    private static final class Wire implements Remote {
        private final Remote remote;
        private long bytes;
        private double seconds;

        Wire(Remote remote) {
            this.remote = remote;
        }

        @Override
        public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
            long began = System.nanoTime();
            SshOutcome outcome = remote.run(host, command, limit);
            seconds = (System.nanoTime() - began) / 1e9;
            bytes = ((SshOutcome.Completed) outcome).stdout().length();
            return outcome;
        }

        @Override
        public RunningCommand start(
                Host host, RemoteCommand command, Duration limit, OutputListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int abandoned() {
            return remote.abandoned();
        }
    }

    @Test
    void aLargeOneIsReadWithinTheCapsAndForLessThanItsFiles() throws Exception {
        long size = new LargeNagios(SERVICES).write(folder);
        System.err.printf(Locale.ROOT, "files: %.1f MB, %d services%n", size / 1e6, SERVICES);
        for (String awk : List.of("mawk", "gawk", "busybox awk")) {
            onHost(awk);
        }
        try (RealSshd server = RealSshd.start(folder.resolve("server"));
                SshRemote ssh = remote(server)) {
            Host host = host(server);
            double cat = Double.MAX_VALUE;
            double ours = Double.MAX_VALUE;
            double parse = Double.MAX_VALUE;
            var wire = new Wire(ssh);
            for (int i = 0; i < ROUNDS; i++) {
                cat = Math.min(cat, cat(ssh, host));
                long began = System.nanoTime();
                SupervisionStatus status = observe(wire, host);
                double all = (System.nanoTime() - began) / 1e9;
                assertThat(status.notes()).isEmpty();
                assertThat(status.services()).hasSize(SERVICES + SERVICES / 20);
                assertThat(status.services())
                        .filteredOn(c -> c.scope().what() == What.TLS_EXPIRY)
                        .hasSize(SERVICES / 2);
                ours = Math.min(ours, all);
                parse = Math.min(parse, all - wire.seconds);
            }
            System.err.printf(
                    Locale.ROOT,
                    "over ssh: %.2f MB of %.1f MB (1 : %.0f); %.2f s, of it parsing %.3f s; cat of"
                            + " both files %.2f s; ratio %.2f%n",
                    wire.bytes / 1e6,
                    size / 1e6,
                    (double) size / wire.bytes,
                    ours,
                    parse,
                    cat,
                    ours / cat);
            memory(wire, host);
            assertThat(wire.bytes).isLessThan(size / 8);
        }
    }

    private void onHost(String awk) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(bin.resolve("awk"), "#!/bin/sh\nexec " + awk + " \"$@\"\n");
        assertThat(bin.resolve("awk").toFile().setExecutable(true)).isTrue();
        var wire = new Wire(new LocalShell("env", "PATH=" + bin + ":/usr/bin:/bin", "sh"));
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(observe(wire, Host.of("watch1")).services()).isNotEmpty();
            best = Math.min(best, wire.seconds);
        }
        System.err.printf(Locale.ROOT, "on the host, %s: %.2f s%n", awk, best);
    }

    private void memory(Wire wire, Host host) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = used();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        SupervisionStatus status = observe(wire, host);
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        long kept = used() - before;
        assertThat(status.services()).isNotEmpty();
        System.err.printf(
                Locale.ROOT,
                "memory: parsing allocates %.1f MB, the status keeps %.1f MB%n",
                allocated / 1e6,
                kept / 1e6);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private double cat(Remote ssh, Host host) {
        var command =
                new RemoteCommand(
                        List.of(
                                "cat",
                                folder.resolve("status.dat").toString(),
                                folder.resolve("objects.cache").toString()),
                        "",
                        1 << 30,
                        1 << 30);
        long began = System.nanoTime();
        var done = (SshOutcome.Completed) ssh.run(host, command, LIMIT);
        assertThat(done.truncated()).isFalse();
        return (System.nanoTime() - began) / 1e9;
    }

    private SupervisionStatus observe(Remote remote, Host host) {
        var supervision =
                new Supervision(
                        "nagios",
                        SupervisionKind.NAGIOS,
                        Optional.of(host.name()),
                        Optional.empty(),
                        List.of(),
                        folder.resolve("nagios.cfg").toString(),
                        List.of(),
                        DrillPolicy.DEFAULT);
        var fleet = new Fleet(List.of(), List.of(host), List.of(), Thresholds.DEFAULT);
        var observer = new NagiosObserver(remote, Clock.systemUTC(), () -> "0123456789abcdef");
        return ((Observed) observer.observe(supervision, fleet, LIMIT)).status();
    }

    private static Host host(RealSshd server) {
        var access =
                new SshAccess(
                        "127.0.0.1",
                        Optional.of("root"),
                        OptionalInt.of(server.port()),
                        Optional.of(server.userKey()),
                        Optional.empty());
        return new Host("watch1", HostRole.OTHER, access, List.of(), false);
    }

    private SshRemote remote(RealSshd server) throws Exception {
        Path known = folder.resolve("known");
        Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n");
        return new SshRemote(
                _ -> Optional.empty(),
                new KnownHosts(known, List.of()),
                Credentials.none(),
                SshConfig.none(),
                new SshSettings("root", List.of(), Optional.empty(), 8, Duration.ofMinutes(5)));
    }
}
