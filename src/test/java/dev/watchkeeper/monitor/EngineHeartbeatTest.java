package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Heartbeat;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.notify.HookServer;
import dev.watchkeeper.notify.Notifier;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.notify.Parts;
import dev.watchkeeper.notify.Sight;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// The engine with its heartbeat.
final class EngineHeartbeatTest {
    @TempDir private Path folder;

    @Test
    void whenTheSchedulerDiesNoHeartbeatGoesOutUntilItIsBack() throws Exception {
        // fault 87
        var dead = new AtomicBoolean();
        try (var harness = new EngineHarness();
                HookServer server = HookServer.up();
                var database =
                        NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
                var notifier = notifier(database)) {
            var engine =
                    new MonitorEngine(
                            fleet(server),
                            new MonitorEngine.Observers(harness.tls, harness.hosts, Set::of),
                            harness.history,
                            () -> {
                                if (dead.get() && EngineHarness.onTimer()) {
                                    throw new IllegalStateException("injected");
                                }
                                return harness.clock.instant();
                            },
                            () -> 0,
                            EngineHarness.tempo(Duration.ofMillis(400)));
            harness.own(engine);
            var _ = engine.listen(r -> notifier.hear(sight(r)));
            engine.start();
            engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
            server.next();

            dead.set(true);
            EngineHarness.await(engine, EngineHeartbeatTest::isSaidDead);
            skips(notifier);
            server.rest();
            skips(notifier);
            assertThat(server.rest()).isEmpty();

            dead.set(false);
            server.next();
        }
    }

    private static boolean isSaidDead(Report report) {
        return report.findings().stream()
                .anyMatch(f -> f.key().value().equals("observer-broken/console/scheduler"));
    }

    private static void skips(Notifier notifier) {
        int until = notifier.skippedHeartbeats() + 2;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(EngineHarness.SECONDS);
        while (notifier.skippedHeartbeats() < until) {
            assertThat(System.nanoTime()).as("heartbeats go out").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Notifier notifier(NotifyDatabase database) {
        return new Notifier(
                        new Parts(
                                database,
                                folder.resolve("notify.lock"),
                                InstantSource.system(),
                                "anna@desk",
                                List::of,
                                Optional.empty()))
                .start();
    }

    private static Sight sight(Report r) {
        return new Sight(r.snapshot(), r.findings(), r.since(), r.answered());
    }

    private static Fleet fleet(HookServer server) {
        Fleet plain = EngineHarness.fleet(1, 0);
        return new Fleet(
                plain.endpoints(),
                plain.hosts(),
                plain.renewals(),
                plain.thresholds(),
                List.of(),
                List.of(),
                List.of(),
                new Notifications(
                        List.of(),
                        Optional.of(
                                new Heartbeat(
                                        Optional.of(WebAccess.of(server.url("/ping"))),
                                        false,
                                        Duration.ofMillis(5),
                                        Optional.empty())),
                        Notifications.GATHER,
                        Notifications.HOLD));
    }
}
