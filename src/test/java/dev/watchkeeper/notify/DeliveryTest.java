package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.notify.HookServer.Answer;
import dev.watchkeeper.notify.HookServer.Request;
import dev.watchkeeper.notify.Notifier.Standing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A webhook that is down for a while, and a console that ends in between: nothing is lost, nothing
/// is told as something else, and the order is kept.
final class DeliveryTest {
    private static final Pace QUICK =
            new Pace(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMinutes(10),
                    100);

    @TempDir private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Notifications how = Notifications.NONE;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable o : open.reversed()) {
            o.close();
        }
    }

    private Notifier notifier(Pace pace) {
        var notifier =
                new Notifier(
                        new Parts(
                                database(),
                                folder.resolve("notify.lock"),
                                InstantSource.system(),
                                "anna@desk",
                                List::of,
                                Optional.empty()),
                        pace);
        open.add(notifier);
        return notifier.start();
    }

    private void tellsTo(URI... hooks) {
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < hooks.length; i++) {
            channels.add(
                    new Channel(
                            "hook" + i,
                            LeastSeverity.HIGH,
                            true,
                            new Channel.Webhook(WebAccess.of(hooks[i]))));
        }
        how =
                new Notifications(
                        channels, Optional.empty(), Duration.ofMillis(1), Duration.ofDays(1));
    }

    /// Has these told, one message each, and waits until each is in the queue.
    private void tell(Notifier notifier, Outbox outbox, String... titles) {
        var all = new ArrayList<Finding>();
        for (String title : titles) {
            all.add(Sights.finding(title, Severity.CRITICAL, title));
        }
        for (int i = 1; i <= all.size(); i++) {
            Sight sight = Sights.of(how, all.subList(0, i).toArray(Finding[]::new));
            int wanted = i;
            await(() -> {
                notifier.hear(sight);
                return outbox.waiting("hook0") >= wanted;
            });
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private Outbox outbox() {
        return database().outbox(100);
    }

    private NotifyDatabase database() {
        var database = NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
        open.add(database);
        return database;
    }

    private static String title(Request request) {
        return NoticeJson.read(request.body()).changes().getFirst().title();
    }

    @Test
    void whatCouldNotBeDeliveredComesInOrderOnceAndAcrossConsoles() throws Exception {
        HookServer server = HookServer.down();
        open.add(server);
        tellsTo(server.url("/hook"));
        Notifier first = notifier(QUICK);
        tell(first, outbox(), "a", "b", "c", "d");
        first.close();

        server.answers(Answer.UNAVAILABLE, Answer.RESET, Answer.HANG, Answer.REDIRECT).open();
        Notifier second = notifier(QUICK);
        second.hear(Sights.of(how));

        List<Request> tried = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tried.add(server.next());
        }
        Outbox outbox = outbox();
        await(() -> outbox.waiting("hook0") == 0);
        second.close();

        assertThat(tried)
                .extracting(DeliveryTest::title)
                .containsExactly("a", "a", "a", "a", "a", "b", "c", "d");
        assertThat(tried.stream().map(Request::id).distinct())
                .as("each message has one id, whatever became of its attempts")
                .hasSize(4);
        assertThat(server.rest()).isEmpty();
    }

    @Test
    void aMessageThatWasUnderWayWhenTheConsoleEndedComesAgainWithTheSameId() throws Exception {
        HookServer server = HookServer.up().answers(Answer.HANG);
        open.add(server);
        tellsTo(server.url("/hook"));
        Notifier first = notifier(patient());
        Sight sight = Sights.of(how, Sights.finding("a", Severity.CRITICAL, "a"));
        Outbox outbox = outbox();
        await(() -> {
            first.hear(sight);
            return outbox.waiting("hook0") == 1;
        });
        Request read = server.next();
        first.close();

        notifier(QUICK).hear(sight);
        Request again = server.next();
        assertThat(again.id()).isEqualTo(read.id()).isNotEmpty();
        assertThat(again.body()).isEqualTo(read.body());
        await(() -> outbox.waiting("hook0") == 0);
    }

    private static Pace patient() {
        return new Pace(
                Duration.ofMinutes(5),
                QUICK.firstPause(),
                QUICK.longestPause(),
                QUICK.refresh(),
                QUICK.fresh(),
                QUICK.most());
    }

    @Test
    void aChannelThatHangsHoldsUpNoOtherAndIsAFinding() throws Exception {
        HookServer dead = HookServer.down();
        HookServer well = HookServer.up();
        open.add(dead);
        open.add(well);
        tellsTo(dead.url("/dead"), well.url("/well"));
        Notifier notifier = notifier(QUICK);
        Outbox outbox = outbox();
        tell(notifier, outbox, "a");

        assertThat(title(well.next())).isEqualTo("a");
        await(() -> !notifier.undelivered().isEmpty());
        assertThat(notifier.undelivered())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.key().value()).isEqualTo("notification-undelivered/hook0");
                    assertThat(f.statement().evidence().getFirst().text())
                            .contains("connection refused", "1 messages wait");
                });

        // It is told on the other channel, and ends when the channel is back.
        Sight trouble =
                Sights.of(
                        how,
                        Sights.finding("a", Severity.CRITICAL, "a"),
                        notifier.undelivered().getFirst());
        await(() -> {
            notifier.hear(trouble);
            return !well.rest().isEmpty();
        });
        dead.open();
        assertThat(title(dead.next())).isEqualTo("a");
        await(() -> notifier.undelivered().isEmpty());
        assertThat(dead.rest()).isEmpty();
    }

    @Test
    void aFullQueueMergesItsOldestAndCountsThem() throws Exception {
        HookServer server = HookServer.down();
        open.add(server);
        tellsTo(server.url("/hook"));
        var small =
                new Pace(
                        QUICK.limit(),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        QUICK.refresh(),
                        QUICK.fresh(),
                        3);
        Notifier first = notifier(small);
        Outbox outbox = outbox();
        tell(first, outbox, "a", "b", "c");
        var all = new ArrayList<Finding>();
        for (String title : List.of("a", "b", "c", "d", "e", "f")) {
            all.add(Sights.finding(title, Severity.CRITICAL, title));
        }
        var known = database();
        await(() -> {
            first.hear(Sights.of(how, all.toArray(Finding[]::new)));
            return known.episodes().size() == 6;
        });
        assertThat(outbox.waiting("hook0")).isEqualTo(3);
        first.close();

        server.open();
        notifier(QUICK).hear(Sights.of(how, all.toArray(Finding[]::new)));
        Notice head = NoticeJson.read(server.next().body());
        Notice merged = NoticeJson.read(server.next().body());
        Notice last = NoticeJson.read(server.next().body());
        assertThat(head.changes()).as("it may have arrived: left as it was").hasSize(1);
        assertThat(head.merged() + merged.merged() + last.merged()).isEqualTo(4);
        assertThat(merged.merged()).isEqualTo(2);
        assertThat(merged.changes()).extracting(Change::title).containsExactly("b", "c");
        assertThat(last.changes()).extracting(Change::title).containsExactly("d", "e", "f");
    }

    @Test
    void ofTwoConsolesOneDeliversAndTheOtherTakesOver() throws Exception {
        HookServer server = HookServer.up();
        open.add(server);
        tellsTo(server.url("/hook"));
        Notifier first = notifier(QUICK);
        first.hear(Sights.of(how));
        await(() -> first.standing() == Standing.DELIVERS);
        Notifier second = notifier(QUICK);
        Sight sight = Sights.of(how, Sights.finding("a", Severity.CRITICAL, "a"));
        second.hear(sight);
        await(() -> second.standing() == Standing.ANOTHER_DELIVERS);

        first.close();
        await(() -> {
            second.hear(sight);
            return second.standing() == Standing.DELIVERS && !server.rest().isEmpty();
        });
    }

    @Test
    void secretsGoOutInTheirHeaderAndAreNowhereInTheFile() throws Exception {
        HookServer server = HookServer.up();
        open.add(server);
        Path secret = Files.writeString(folder.resolve("token"), "canary-7f3a\nrest\n");
        how =
                new Notifications(
                        List.of(
                                new Channel(
                                        "hook0",
                                        LeastSeverity.HIGH,
                                        false,
                                        new Channel.Webhook(
                                                new WebAccess(
                                                        server.url("/hook"),
                                                        Optional.empty(),
                                                        Optional.of(secret),
                                                        Optional.empty())))),
                        Optional.empty(),
                        Duration.ofMillis(1),
                        Duration.ofDays(1));
        Notifier notifier = notifier(QUICK);
        Sight sight = Sights.of(how, Sights.finding("a", Severity.CRITICAL, "a"));
        var seen = new ArrayList<Request>();
        await(() -> {
            notifier.hear(sight);
            seen.addAll(server.rest());
            return !seen.isEmpty();
        });
        assertThat(seen.getFirst().headers()).containsEntry("authorization", "Bearer canary-7f3a");
        notifier.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().contains("notify")).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("canary-7f3a");
            }
        }
    }
}
