package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.ProbeParser;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a fleet costs whose hosts have thousands of processes each, while runs of one hang on a
/// third of the others: reading what the probe printed, and the rules with the graph of causes.
@Tag("bench")
final class GraphBench {
    private static final int PROCESSES = Integer.getInteger("watchkeeper.bench.processes", 5_000);
    private static final List<Integer> SIZES =
            java.util.Arrays.stream(
                            System.getProperty("watchkeeper.bench.sizes", "75,150,300").split(","))
                    .map(Integer::valueOf)
                    .toList();
    private static final Instant FIRST = Instant.parse("2026-11-22T21:34:00Z");

    /// @param kept what the snapshot keeps, in MiB
    private record Cost(int hosts, double read, double rules, long kept) {}

    @Test
    void timeAndMemoryGrowNoFasterThanTheFleet() {
        measure(SIZES.getFirst());
        List<Cost> costs = SIZES.stream().map(GraphBench::measure).toList();
        var table =
                new StringBuilder(
                        "| hosts | read s | rules and graph s | kept MiB |\n|---|---|---|---|\n");
        costs.forEach(c ->
                table.append(
                        String.format(
                                Locale.ROOT,
                                "| %d | %.2f | %.2f | %d |%n",
                                c.hosts,
                                c.read,
                                c.rules,
                                c.kept)));
        System.err.println(table);
        Cost small = costs.getFirst();
        Cost large = costs.getLast();
        double logarithms = Math.log(large.hosts * 5_000.0) / Math.log(small.hosts * 5_000.0);
        // Twice that, as the machine is not the benchmark's alone.
        double most = 2.0 * large.hosts / small.hosts * logarithms;
        assertThat(large.rules / small.rules).isLessThan(most);
        assertThat(large.read / small.read).isLessThan(most);
    }

    private static Cost measure(int size) {
        var fleet = new StuckFleet(size, PROCESSES);
        List<Host> hosts =
                IntStream.range(0, size).mapToObj(i -> Samples.builderHost(fleet.name(i))).toList();
        long before = used();
        long cpu = 0;
        var seen = new ArrayList<Probed>();
        for (int i = 0; i < size; i++) {
            String output = fleet.output(i);
            long start = cpu();
            seen.add(read(hosts.get(i), output));
            cpu += cpu() - start;
        }
        var fold =
                new Fold(
                        FleetSnapshot.empty(
                                new Fleet(
                                        List.of(),
                                        hosts,
                                        List.of(),
                                        dev.watchkeeper.inventory.Thresholds.DEFAULT),
                                FIRST));
        seen.forEach(fold::add);
        seen.forEach(p -> fold.add(later(p)));
        FleetSnapshot snapshot = fold.at(FIRST.plusSeconds(61));
        long start = cpu();
        List<Finding> findings = Rules.evaluate(snapshot);
        double rules = (cpu() - start) / 1e9;
        assertThat(findings)
                .filteredOn(RunFinding.class::isInstance)
                .singleElement()
                .satisfies(f -> assertThat(((RunFinding) f).hosts()).hasSize(1 + (size - 1) / 3));
        seen.clear();
        Cost cost = new Cost(size, cpu / 1e9, rules, (used() - before) >> 20);
        assertThat(snapshot.hosts()).hasSize(size);
        return cost;
    }

    private static Probed read(Host host, String output) {
        Duration took = Duration.ofMillis(1_200);
        return new Probed(
                host,
                FIRST,
                took,
                ProbeParser.parse(output, StuckFleet.NONCE, host.name(), FIRST, took)
                        .orElseThrow());
    }

    private static Probed later(Probed p) {
        return new Probed(p.host(), FIRST.plusSeconds(60), p.took(), p.snapshot());
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
