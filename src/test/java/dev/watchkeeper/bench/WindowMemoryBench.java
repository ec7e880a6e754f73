package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The memory of the window as a user opens it, over a minute in which everything is asked every
/// ten seconds. Needs `mvn package` and xvfb. Run: `mvn -Pbench verify -Dtest=WindowMemoryBench
/// -Djacoco.skip=true`.
@Tag("bench")
final class WindowMemoryBench {
    private static final int SECONDS = 60;
    private static final Path LAUNCHER = Path.of("target/watchkeeper/bin/watchkeeper");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {10_000, 30_000})
    void theWindowStaysSmall(int endpoints) throws Exception {
        try (var servers = new BenchServers(folder)) {
            Process xvfb = window(fleetFile(servers, servers.targets(endpoints, false)));
            long resident = 0;
            Duration cpu = Duration.ZERO;
            for (int i = 0; i < SECONDS && !xvfb.waitFor(1, TimeUnit.SECONDS); i++) {
                resident = java(xvfb).map(p -> kilobytes(p.pid())).orElse(resident);
                cpu = java(xvfb).flatMap(p -> p.info().totalCpuDuration()).orElse(cpu);
            }
            assertThat(xvfb.isAlive()).as("the window is still open").isTrue();
            xvfb.descendants().forEach(ProcessHandle::destroy);
            xvfb.waitFor();
            System.out.printf(
                    "%,d endpoints: VmRSS %d MB, CPU %d s in %d s%n",
                    endpoints, resident / 1024, cpu.toSeconds(), SECONDS);
        }
    }

    private Process window(Path fleet) throws Exception {
        var command =
                new ProcessBuilder(
                        "xvfb-run",
                        "-a",
                        "-s",
                        "-screen 0 1600x1000x24",
                        LAUNCHER.toAbsolutePath().toString(),
                        "--fleet",
                        fleet.toString());
        for (String kind : List.of("CONFIG", "DATA", "STATE")) {
            Path home = folder.resolve("home").resolve(kind);
            command.environment().put("XDG_" + kind + "_HOME", home.toString());
        }
        command.environment().remove("XDG_RUNTIME_DIR");
        return command.inheritIO().start();
    }

    private Path fleetFile(BenchServers servers, List<TlsTarget> targets) throws Exception {
        var text =
                new StringBuilder("thresholds: {schedule: {tls-every: 10s}}\n")
                        .append("trust: [%s]\nendpoints:\n".formatted(servers.rootFile()));
        for (TlsTarget t : targets) {
            text.append(
                    "  - {name: %s, port: %d, addresses: [\"%s\"]}\n"
                            .formatted(t.endpoint().name(), t.port(), t.address()));
        }
        return Files.writeString(folder.resolve("fleet.yaml"), text);
    }

    private static Optional<ProcessHandle> java(Process xvfb) {
        return xvfb.descendants()
                .filter(p -> p.info().command().filter(c -> c.endsWith("/java")).isPresent())
                .findFirst();
    }

    /// VmRSS of proc_pid_status(5); 0 when the process is gone.
    private static long kilobytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (java.io.IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
