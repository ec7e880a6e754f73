package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Heartbeat;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.WebAccess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The heartbeat stops with the watching, however the process looks.
final class HeartbeatTest {
    @TempDir private Path folder;

    private Notifications how(HookServer server) {
        return new Notifications(
                List.of(),
                Optional.of(
                        new Heartbeat(
                                Optional.of(WebAccess.of(server.url("/ping"))),
                                true,
                                Duration.ofMillis(5),
                                Optional.of(folder.resolve("w.prom")))),
                Notifications.GATHER,
                Notifications.HOLD);
    }

    private Notifier notifier(NotifyDatabase database, Duration fresh) {
        Pace quick = DeliveryHarness.QUICK;
        return new Notifier(
                        new Parts(
                                database,
                                folder.resolve("lock"),
                                InstantSource.system(),
                                "anna@desk",
                                List::of,
                                Optional.empty()),
                        new Pace(
                                quick.limit(),
                                quick.firstPause(),
                                quick.longestPause(),
                                quick.refresh(),
                                fresh,
                                quick.most()))
                .start();
    }

    @Test
    void itGoesOutAndStopsWithTheSchedulerAndComesBackWithIt() throws Exception {
        // fault 87
        try (HookServer server = HookServer.up();
                var database =
                        NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
                var notifier = notifier(database, Duration.ofHours(1))) {
            notifier.hear(Sights.of(how(server)));
            assertThat(server.next().line()).startsWith("POST /ping ");
            server.next();

            notifier.hear(
                    Sights.of(
                            how(server),
                            Sights.finding(
                                    FindingKind.OBSERVER_BROKEN,
                                    "console/scheduler",
                                    Severity.UNKNOWN,
                                    "The scheduler of this console has stopped",
                                    Optional.empty())));
            skips(notifier, 1);
            server.rest();
            skips(notifier, 3);
            assertThat(server.rest()).isEmpty();

            notifier.hear(Sights.of(how(server)));
            server.next();
        }
    }

    @Test
    void itStopsWhenNoReportComesAnyMore() throws Exception {
        try (HookServer server = HookServer.up();
                var database =
                        NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
                var notifier = notifier(database, Duration.ofMillis(200))) {
            notifier.hear(Sights.of(how(server)));
            skips(notifier, 1);
            server.rest();
            skips(notifier, 3);
            assertThat(server.rest()).isEmpty();
        }
    }

    private static void skips(Notifier notifier, int more) {
        int until = notifier.skippedHeartbeats() + more;
        DeliveryHarness.await(() -> notifier.skippedHeartbeats() >= until);
    }

    @Test
    void theFileIsWhatTheTextfileCollectorReads() throws Exception {
        Path file = folder.resolve("watchkeeper.prom");
        Sight sight = Sights.of(Sights.finding("a", Severity.CRITICAL, "a"));

        HeartbeatFile.write(file, sight, Map.of("ops-mail", 2));

        assertThat(Files.readAllLines(file))
                .contains(
                        "# TYPE watchkeeper_findings gauge",
                        "watchkeeper_findings{severity=\"critical\"} 1",
                        "watchkeeper_findings{severity=\"low\"} 0",
                        "watchkeeper_last_report_timestamp_seconds " + Sights.NOW.getEpochSecond(),
                        "watchkeeper_notifications_undelivered{channel=\"ops-mail\"} 2");
        assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.OTHERS_READ);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
