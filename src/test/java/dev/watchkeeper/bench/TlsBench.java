package dev.watchkeeper.bench;

import dev.watchkeeper.history.History;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.LocalNetworks;
import dev.watchkeeper.monitor.MonitorEngine;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObserver;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Full handshake and judgement of many endpoints, beside blackbox_exporter on the same machine.
/// Prints a Markdown table to the test's output file. Run: `mvn -Pbench verify -Dtest=TlsBench
/// -Djacoco.skip=true`, with `-Dwatchkeeper.bench.endpoints=2000` for a shorter run.
@Tag("bench")
final class TlsBench {
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
                var probe = new TlsProbe(Clock.systemUTC(), servers.root().trusted())) {
            List<TlsTarget> all = servers.targets(ENDPOINTS, false);
            var watch = new Watch(probe, servers);
            sweeps(watch, all.subList(0, 1_000), table, "cold");
            sweeps(watch, all, table, "first", "again", "third", "fourth");
            sweeps(watch, servers.targets(ENDPOINTS, true), table, "5 % silent", "5 % again");
            table.append(peer(servers, all));
        }
        System.out.println(table);
    }

    private static void sweeps(
            Watch watch, List<TlsTarget> targets, StringBuilder table, String... names)
            throws Exception {
        try (var engine =
                new MonitorEngine(
                        fleet(targets),
                        new MonitorEngine.Observers(watch, TlsBench::noHost, LocalNetworks.local()),
                        History.none(),
                        Clock.systemUTC(),
                        () -> 0)) {
            engine.start();
            for (String name : names) {
                table.append(sweep(engine, watch, targets).row("watchkeeper, " + name))
                        .append('\n');
            }
        }
    }

    private static HostObservation noHost(Host host, Duration limit) {
        throw new IllegalStateException("no hosts here");
    }

    private static Fleet fleet(List<TlsTarget> targets) {
        return new Fleet(
                targets.stream().map(TlsTarget::endpoint).toList(),
                List.of(),
                List.of(),
                Thresholds.DEFAULT);
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

    private static Cost sweep(MonitorEngine engine, Watch watch, List<TlsTarget> targets)
            throws Exception {
        watch.begin();
        long cpu = cpuNanos();
        long start = System.nanoTime();
        engine.refreshAll().get();
        long end = System.nanoTime();
        return new Cost(
                targets.size(),
                Duration.ofNanos(watch.lastGood.get() - start),
                Duration.ofNanos(end - start),
                Duration.ofNanos(cpuNanos() - cpu),
                watch.wrong.get());
    }

    /// The probe, and what came of it.
    private static final class Watch implements TlsObserver {
        private final TlsProbe probe;
        private final BenchServers servers;
        private final AtomicLong lastGood = new AtomicLong();
        private final AtomicInteger wrong = new AtomicInteger();

        Watch(TlsProbe probe, BenchServers servers) {
            this.probe = probe;
            this.servers = servers;
        }

        void begin() {
            lastGood.set(System.nanoTime());
            wrong.set(0);
        }

        @Override
        public List<TlsTarget> targets(TlsEndpoint endpoint, Duration limit) {
            return probe.targets(endpoint, limit);
        }

        @Override
        public TlsObservation observe(TlsTarget target, Duration limit) {
            TlsObservation seen = probe.observe(target, limit);
            boolean good = seen.text().equals("certificate is good");
            if (good) {
                lastGood.accumulateAndGet(System.nanoTime(), Math::max);
            }
            if (good == servers.isSilent(target)) {
                wrong.incrementAndGet();
            }
            return seen;
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
