package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The product as a user starts it, `watchkeeper check --json` on many endpoints, from the first
/// instruction of its launcher to the last byte of its output, beside a cold blackbox_exporter that
/// is asked for the same. In turns, so that a busy machine is busy for both. Needs `mvn package`.
/// Run: `mvn -Pbench verify -Dtest=CheckBench -Djacoco.skip=true`.
@Tag("bench")
final class CheckBench {
    private static final int ENDPOINTS = Integer.getInteger("watchkeeper.bench.endpoints", 10_000);
    private static final int PAIRS = Integer.getInteger("watchkeeper.bench.pairs", 3);
    private static final Path LAUNCHER = Path.of("target/watchkeeper/bin/watchkeeper");

    @TempDir private Path folder;

    @Test
    void theWholeRunBesideBlackbox() throws Exception {
        var table = new StringBuilder("\n| what | endpoints | wall s | CPU s | peak MB |\n");
        table.append("|---|---|---|---|---|\n");
        try (var servers = new BenchServers(folder)) {
            List<TlsTarget> all = servers.targets(ENDPOINTS, false);
            Path fleet = fleetFile(servers, all);
            for (int i = 1; i <= PAIRS; i++) {
                table.append(check(fleet, i).row("watchkeeper check, empty history", ENDPOINTS));
                table.append(check(fleet, i).row("watchkeeper check, again", ENDPOINTS));
                table.append(blackbox(servers, all));
            }
        }
        System.out.println(table);
    }

    private String blackbox(BenchServers servers, List<TlsTarget> all) throws Exception {
        if (!Blackbox.isInstalled()) {
            return "blackbox_exporter is not installed\n";
        }
        long start = System.nanoTime();
        try (var blackbox = new Blackbox(folder, servers.rootFile())) {
            Duration cpu = blackbox.sweep(all, 64).cpu();
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            return new Peak(wall, cpu, blackbox.peakKilobytes())
                    .row("blackbox_exporter, cold", ENDPOINTS);
        }
    }

    private Path fleetFile(BenchServers servers, List<TlsTarget> targets) throws Exception {
        var text = new StringBuilder("trust: [%s]\nendpoints:\n".formatted(servers.rootFile()));
        for (TlsTarget t : targets) {
            text.append(
                    "  - {name: %s, port: %d, addresses: [\"%s\"]}\n"
                            .formatted(t.endpoint().name(), t.port(), t.address()));
        }
        return Files.writeString(folder.resolve("fleet.yaml"), text);
    }

    private Peak check(Path fleet, int pair) throws Exception {
        Path home = folder.resolve("home" + pair);
        Path out = folder.resolve("out.json");
        var command =
                new ProcessBuilder(
                        LAUNCHER.toAbsolutePath().toString(),
                        "check",
                        "--fleet",
                        fleet.toString(),
                        "--json");
        for (String kind : List.of("CONFIG", "DATA", "STATE")) {
            command.environment().put("XDG_" + kind + "_HOME", home.resolve(kind).toString());
        }
        command.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        Peak peak = Peak.of(command);
        assertThat(Files.readString(out)).contains("\"exitStatus\"");
        return peak;
    }

    /// What one process took.
    record Peak(Duration wall, Duration cpu, long kilobytes) {
        /// Runs it to its end, looking at it until the last 5 ms.
        static Peak of(ProcessBuilder command) throws Exception {
            long start = System.nanoTime();
            Process process = command.start();
            Duration cpu = Duration.ZERO;
            long kilobytes = 0;
            while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
                cpu = process.info().totalCpuDuration().orElse(cpu);
                kilobytes = Math.max(kilobytes, Blackbox.peakKilobytes(process.pid()));
            }
            assertThat(process.exitValue()).isZero();
            return new Peak(Duration.ofNanos(System.nanoTime() - start), cpu, kilobytes);
        }

        String row(String name, int count) {
            return "| %s | %d | %.2f | %.2f | %d |\n"
                    .formatted(
                            name,
                            count,
                            wall.toMillis() / 1e3,
                            cpu.toMillis() / 1e3,
                            kilobytes / 1024);
        }
    }
}
