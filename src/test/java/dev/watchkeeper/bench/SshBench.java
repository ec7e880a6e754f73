package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;
import dev.watchkeeper.lab.RealSshd;
import dev.watchkeeper.ssh.Credentials;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The process list of 300 hosts (loopback addresses of one sshd), against plain ssh and pssh.
@Tag("bench")
class SshBench {
    private static final int HOSTS = Integer.getInteger("watchkeeper.bench.hosts", 300);
    private static final int AT_ONCE = 32;
    private static final int REFRESHES = 5;
    private static final List<String> COMMAND = List.of("ps", "-eo", "pid,ppid,stat,comm");
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    @TempDir private Path folder;
    private final StringBuilder table = new StringBuilder();

    @Test
    void threeHundredHostsCostLessThanPlainSsh() throws Exception {
        table.append("| what | wall s | client CPU s | CPU ms a host |\n|---|---|---|---|\n");
        // As a login shell of ssh, bash reads its .bashrc only at the first level; whatever this
        // machine has there is not to be measured.
        // Three hundred addresses need one listener on all: sshd takes 16 at most.
        try (RealSshd server =
                RealSshd.start(
                        folder.resolve("server"), "SetEnv SHLVL=2", "ListenAddress 0.0.0.0")) {
            Path known = folder.resolve("known");
            Files.writeString(known, "[127.*]:" + server.port() + " " + server.hostKey() + "\n");
            List<String> names = IntStream.range(0, HOSTS).mapToObj(SshBench::address).toList();
            Files.write(folder.resolve("hosts"), names);
            String options =
                    "-F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile="
                            + known
                            + " -i "
                            + server.userKey();
            double plain = ssh("plain ssh, default kex", server, options);
            ssh("plain ssh, curve25519", server, options + " -o KexAlgorithms=curve25519-sha256");
            pssh(server, options);
            Ours ours = measureOurs(server, known, names);
            System.err.println(table);
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target/ssh-bench.md"), table);
            assertThat(ours.cold).isLessThanOrEqualTo(plain);
            assertThat(ours.refresh).isLessThan(3.0);
        }
    }

    private Ours measureOurs(RealSshd server, Path known, List<String> names) throws Exception {
        List<Host> hosts = names.stream().map(name -> host(name, server)).toList();
        double cold;
        try (SshRemote first = remote(known)) {
            round("ours, cold process (warm-up included)", first, hosts);
        }
        try (SshRemote remote = remote(known)) {
            cold = round("ours, new sessions, steady", remote, hosts);
            double refresh = Double.MAX_VALUE;
            for (int i = 1; i <= REFRESHES; i++) {
                double cost =
                        round("ours, refresh " + i + " over standing sessions", remote, hosts);
                refresh = Math.min(refresh, cost);
            }
            return new Ours(cold, refresh);
        }
    }

    private double round(String what, SshRemote remote, List<Host> hosts) throws Exception {
        var self =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long cpu = self.getProcessCpuTime();
        long wall = System.nanoTime();
        List<Future<SshOutcome>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Host host : hosts) {
                running.add(
                        threads.submit(() ->
                                remote.run(
                                        host, RemoteCommand.of(COMMAND), Duration.ofSeconds(60))));
            }
        }
        for (Future<SshOutcome> outcome : running) {
            assertThat(outcome.get()).isInstanceOf(SshOutcome.Completed.class);
        }
        return row(what, (System.nanoTime() - wall) / 1e9, (self.getProcessCpuTime() - cpu) / 1e9);
    }

    private double ssh(String what, RealSshd server, String options) throws Exception {
        return shell(
                what,
                "xargs -P "
                        + AT_ONCE
                        + " -I{} ssh "
                        + options
                        + " -p "
                        + server.port()
                        + " root@{} "
                        + String.join(" ", COMMAND)
                        + " < hosts > /dev/null");
    }

    private void pssh(RealSshd server, String options) throws Exception {
        shell(
                "pssh",
                "parallel-ssh -h hosts -l root -p "
                        + AT_ONCE
                        + " -o out -t 60 -x '"
                        + options
                        + " -p "
                        + server.port()
                        + "' "
                        + String.join(" ", COMMAND)
                        + " > /dev/null");
    }

    /// Runs a shell line and reads what its children cost from the shell's `times`.
    private double shell(String what, String line) throws Exception {
        Process process =
                new ProcessBuilder("bash", "-c", line + "; echo status=$?; times")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        long wall = System.nanoTime();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).contains("status=0");
        List<MatchResult> times = TIME.matcher(said).results().toList();
        double cpu = times.stream().skip(times.size() - 2).mapToDouble(SshBench::seconds).sum();
        return row(what, (System.nanoTime() - wall) / 1e9, cpu);
    }

    private double row(String what, double wall, double cpu) {
        double each = cpu * 1000 / HOSTS;
        table.append(
                String.format(Locale.ROOT, "| %s | %.1f | %.2f | %.2f |%n", what, wall, cpu, each));
        return each;
    }

    private static double seconds(MatchResult time) {
        return Integer.parseInt(time.group(1)) * 60 + Double.parseDouble(time.group(2));
    }

    private static String address(int i) {
        return "127.0." + (1 + i / 250) + "." + (1 + i % 250);
    }

    private static Host host(String address, RealSshd server) {
        var access =
                new SshAccess(
                        address,
                        Optional.of("root"),
                        OptionalInt.of(server.port()),
                        Optional.of(server.userKey()),
                        Optional.empty());
        return new Host(address, HostRole.OTHER, access, List.of(), false);
    }

    private static SshRemote remote(Path known) {
        return new SshRemote(
                name -> Optional.empty(),
                new KnownHosts(known, List.of()),
                Credentials.none(),
                SshConfig.none(),
                new SshSettings(
                        "root", List.of(), Optional.empty(), AT_ONCE, Duration.ofMinutes(5)));
    }

    private record Ours(double cold, double refresh) {}
}
