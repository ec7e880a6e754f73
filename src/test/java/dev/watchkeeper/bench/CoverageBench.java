package dev.watchkeeper.bench;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.expiry;
import static dev.watchkeeper.finding.SampleSupervision.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope.What;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What it costs to compare a fleet with what its supervision checks, which is done anew for each
/// report: all rules with 2,000 checks, beside all rules with none.
@Tag("bench")
final class CoverageBench {
    private static final int CHECKS = 2_000;
    private static final int ROUNDS = 5;

    @Test
    void timeGrowsWithTheFleetAndNotWithItsProductWithTheChecks() {
        double small = ratio(1_000);
        double large = ratio(10_000);

        // Ten times as many endpoints, with room for the noise of the machine.
        assertThat(large / small).isLessThan(25);
    }

    private static double ratio(int endpoints) {
        List<TlsEndpoint> fleet =
                IntStream.range(0, endpoints).mapToObj(i -> TlsEndpoint.of(name(i), 443)).toList();
        Check[] checks =
                IntStream.range(0, CHECKS).mapToObj(CoverageBench::checking).toArray(Check[]::new);
        FleetSnapshot with = new SampleSupervision().with(checks).snapshot(fleet);
        FleetSnapshot without = new SampleSupervision().snapshot(fleet);
        double[] cost = new double[2];
        for (int round = 0; round < ROUNDS; round++) {
            cost[0] = cpu(with);
            cost[1] = cpu(without);
        }
        System.err.printf(
                Locale.ROOT,
                "| %d endpoints, %d checks | all rules %.3f s | with none %.3f s |%n",
                endpoints,
                CHECKS,
                cost[0],
                cost[1]);
        return cost[0];
    }

    /// Every other one would notice that the certificate ends.
    private static Check checking(int i) {
        return i % 2 == 0
                ? check(name(i), "certificate", expiry(name(i), 443, name(i), 21))
                : check(name(i), "https", scope(What.TLS, name(i), 443));
    }

    private static String name(int i) {
        return "www%d.example.org".formatted(i);
    }

    private static double cpu(FleetSnapshot snapshot) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(Rules.evaluate(snapshot)).isNotEmpty();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }
}
