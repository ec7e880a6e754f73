package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.DrillResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// When drills are run by themselves.
final class ScheduledDrillsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    private final LinkedBlockingQueue<String> run = new LinkedBlockingQueue<>();

    @Test
    void oneThatWasNeverRunIsDueAndIsNotBegunTwice() throws Exception {
        try (var drills = drills(Optional.of(Duration.ofDays(1)), Optional.empty())) {
            drills.look();
            assertThat(run.poll(10, TimeUnit.SECONDS)).isEqualTo("nagios false");
            drills.look();
            assertThat(run).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"PT25H, true", "PT23H, false", "PT-1H, true"})
    void whatCountsIsTheNewestDrillWhoeverRanIt(Duration ago, boolean due) throws Exception {
        try (var drills = drills(Optional.of(Duration.ofDays(1)), Optional.of(NOW.minus(ago)))) {
            drills.look();
            if (due) {
                assertThat(run.poll(10, TimeUnit.SECONDS)).isEqualTo("nagios false");
            } else {
                assertThat(drills.isIdle()).isTrue();
            }
        }
    }

    @Test
    void withoutAnIntervalNoneIsRun() {
        try (var drills = drills(Optional.empty(), Optional.empty())) {
            drills.look();
            assertThat(drills.isIdle()).isTrue();
        }
    }

    private ScheduledDrills drills(Optional<Duration> every, Optional<Instant> last) {
        Supervision nagios = nagios(every);
        var fleet =
                new Fleet(
                        List.of(),
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(nagios),
                        Notifications.NONE);
        var fold = new Fold(FleetSnapshot.empty(fleet, NOW));
        last.map(t -> new DrillResult("nagios", "token", t, false, List.of())).ifPresent(fold::add);
        var report = new Report(fold.at(NOW), List.of(), Map.of(), Report.Progress.IDLE);
        return new ScheduledDrills(
                new Standing(report),
                (supervision, pages, _) -> {
                    run.add(supervision.name() + " " + pages);
                    return new DrillResult(supervision.name(), "token", NOW, pages, List.of());
                },
                () -> NOW);
    }

    private static Supervision nagios(Optional<Duration> every) {
        DrillPolicy base = DrillPolicy.DEFAULT;
        var policy =
                new DrillPolicy(
                        base.canary(),
                        every,
                        base.provenFor(),
                        base.within(),
                        false,
                        Optional.empty());
        return new Supervision(
                "nagios",
                SupervisionKind.NAGIOS,
                Optional.of("monitor1"),
                Optional.empty(),
                List.of(),
                "/etc/nagios4/nagios.cfg",
                List.of(),
                policy);
    }

    /// An engine of which nothing but its report is asked.
    private record Standing(Report latest) implements Engine {
        @Override
        public AutoCloseable listen(Consumer<Report> listener) {
            return () -> {};
        }

        @Override
        public CompletableFuture<Report> refreshAll() {
            return CompletableFuture.completedFuture(latest);
        }

        @Override
        public CompletableFuture<Report> verify(Set<FindingKey> findings) {
            return CompletableFuture.completedFuture(latest);
        }
    }
}
