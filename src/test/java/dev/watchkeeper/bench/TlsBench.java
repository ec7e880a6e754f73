package dev.watchkeeper.bench;

import dev.watchkeeper.tls.AdaptiveLimit;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// Full handshake and judgement of many endpoints, beside blackbox_exporter on the same machine.
/// Prints a Markdown table to the test's output file. Run: `mvn -Pbench verify -Dtest=TlsBench
/// -Djacoco.skip=true`, with `-Dwatchkeeper.bench.endpoints=2000` for a shorter run.
@Tag("bench")
final class TlsBench {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ENDPOINTS = Integer.getInteger("watchkeeper.bench.endpoints", 10_000);

    @TempDir private Path folder;

    /// @param healthy until the last healthy endpoint was known
    /// @param all until everything was decided
    /// @param wrong how many verdicts were wrong: healthy called dead for want of CPU
    record Cost(int count, Duration healthy, Duration all, Duration cpu, int wrong) {
        String row(String name) {
            return "| %s | %d | %.2f | %.2f | %.2f | %.0f | %d |"
                    .formatted(
                            name,
                            count,
                            healthy.toMillis() / 1e3,
                            all.toMillis() / 1e3,
                            cpu.toMillis() / 1e3,
                            cpu.toNanos() / 1e3 / count,
                            wrong);
        }
    }

    @Test
    void sweepsOfEndpoints() throws Exception {
        var table = new StringBuilder("\n| what | endpoints | healthy known s | all decided s");
        table.append(" | CPU s | CPU µs a probe | wrong |\n|---|---|---|---|---|---|---|\n");
        try (var servers = new BenchServers(folder);
                var probe = new TlsProbe(Clock.systemUTC(), servers.root().trusted());
                var limit = new AdaptiveLimit(1_000)) {
            List<TlsTarget> all = servers.targets(ENDPOINTS, false);
            var first = sweep(probe, limit, servers, all.subList(0, 1_000));
            table.append(first.row("watchkeeper, cold")).append('\n');
            for (int round = 1; round <= 4; round++) {
                var cost = sweep(probe, limit, servers, all);
                table.append(cost.row("watchkeeper, sweep " + round)).append('\n');
            }
            var withSilent = sweep(probe, limit, servers, servers.targets(ENDPOINTS, true));
            table.append(withSilent.row("watchkeeper, 5 % silent")).append('\n');
            table.append(peer(servers, all));
        }
        System.out.println(table);
    }

    private String peer(BenchServers servers, List<TlsTarget> all) throws Exception {
        if (!Blackbox.isInstalled()) {
            return "blackbox_exporter is not installed\n";
        }
        var rows = new StringBuilder();
        try (var blackbox = new Blackbox(folder, servers.rootFile())) {
            rows.append(blackbox.sweep(all.subList(0, 1_000), 64).row("blackbox, cold, 64 at once"))
                    .append('\n')
                    .append(blackbox.sweep(all, 64).row("blackbox, 64 at once"))
                    .append('\n')
                    .append(blackbox.sweep(all, 64).row("blackbox, 64 at once, again"))
                    .append('\n');
        }
        return rows.toString();
    }

    private static Cost sweep(
            TlsProbe probe, AdaptiveLimit limit, BenchServers servers, List<TlsTarget> targets) {
        var healthy = new ConcurrentLinkedQueue<Long>();
        var wrong = new ConcurrentLinkedQueue<String>();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (TlsTarget target : targets) {
                threads.execute(() -> {
                    TlsObservation seen = observe(probe, limit, target);
                    boolean good = seen.text().equals("certificate is good");
                    if (good) {
                        healthy.add(System.nanoTime());
                    }
                    if (good == servers.isSilent(target)) {
                        wrong.add(seen.text());
                    }
                });
            }
        }
        long end = System.nanoTime();
        long last = healthy.stream().mapToLong(Long::longValue).max().orElse(start);
        return new Cost(
                targets.size(),
                Duration.ofNanos(last - start),
                Duration.ofNanos(end - start),
                Duration.ofNanos(cpuNanos() - cpu),
                wrong.size());
    }

    private static TlsObservation observe(TlsProbe probe, AdaptiveLimit limit, TlsTarget target) {
        try (var _ = limit.enter()) {
            return probe.observe(target, LIMIT);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
