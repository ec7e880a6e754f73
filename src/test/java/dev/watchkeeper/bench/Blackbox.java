package dev.watchkeeper.bench;

import dev.watchkeeper.lab.LabServer;
import dev.watchkeeper.tls.TlsTarget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Debian's prometheus-blackbox-exporter doing the same work, asked by one `curl -Z`.
final class Blackbox implements AutoCloseable {
    private static final String PROGRAM = "/usr/bin/prometheus-blackbox-exporter";

    private final Path folder;
    private final LabServer server;

    static boolean isInstalled() {
        return Files.isExecutable(Path.of(PROGRAM));
    }

    Blackbox(Path folder, Path rootFile) throws Exception {
        this.folder = folder;
        Path configuration =
                Files.writeString(
                        folder.resolve("blackbox.yml"),
                        """
                        modules:
                          tls:
                            prober: tcp
                            timeout: 5s
                            tcp:
                              tls: true
                              tls_config:
                                ca_file: %s
                                server_name: h.bench.example
                        """
                                .formatted(rootFile));
        int port = LabServer.freePort();
        server =
                LabServer.start(
                        List.of(
                                PROGRAM,
                                "--config.file=" + configuration,
                                "--web.listen-address=127.0.0.1:" + port,
                                "--log.level=error"),
                        "127.0.0.1",
                        port);
    }

    /// Returns the wall and the CPU time of the exporter.
    TlsBench.Cost sweep(List<TlsTarget> targets, int atOnce) throws Exception {
        var list = new StringBuilder();
        for (TlsTarget target : targets) {
            list.append(
                    "url = \"http://127.0.0.1:%d/probe?module=tls&target=%s:%d\"\noutput = /dev/null\n"
                            .formatted(server.port(), target.address(), target.port()));
        }
        Path urls = Files.writeString(folder.resolve("urls"), list);
        Duration before = cpu();
        long start = System.nanoTime();
        Process curl =
                new ProcessBuilder(
                                "curl",
                                "-Z",
                                "--parallel-max",
                                "" + atOnce,
                                "-s",
                                "-K",
                                urls.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        curl.waitFor();
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        return new TlsBench.Cost(targets.size(), wall, wall, cpu().minus(before), 0);
    }

    long peakKilobytes() {
        return peakKilobytes(server.process().pid());
    }

    /// The most resident memory that a process has had (proc_pid_status(5)); 0 when it is gone.
    static long peakKilobytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(l -> l.startsWith("VmHWM:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }

    private Duration cpu() {
        return server.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        server.close();
    }
}
