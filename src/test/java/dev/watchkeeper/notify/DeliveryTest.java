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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A webhook that is down for a while, and a console that ends in between: nothing is lost, nothing
/// is told as something else, and the order is kept.
final class DeliveryTest {
    @TempDir private Path folder;

    private DeliveryHarness h = new DeliveryHarness(Path.of("."));

    @BeforeEach
    void open() {
        h = new DeliveryHarness(folder);
    }

    @AfterEach
    void close() throws Exception {
        h.close();
    }

    private static String title(Request request) {
        return NoticeJson.read(request.body()).changes().getFirst().title();
    }

    @Test
    void whatCouldNotBeDeliveredComesInOrderOnceAndAcrossConsoles() throws Exception {
        HookServer server = HookServer.down();
        h.own(server);
        h.tellsTo(server.url("/hook"));
        Notifier first = h.notifier(DeliveryHarness.QUICK);
        h.tell(first, h.outbox(), "a", "b", "c", "d");
        first.close();

        server.answers(Answer.UNAVAILABLE, Answer.RESET, Answer.HANG, Answer.REDIRECT).open();
        Notifier second = h.notifier(DeliveryHarness.QUICK);
        second.hear(Sights.of(h.how));

        List<Request> tried = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tried.add(server.next());
        }
        Outbox outbox = h.outbox();
        DeliveryHarness.await(() -> outbox.waiting("hook0") == 0);
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
        h.own(server);
        h.tellsTo(server.url("/hook"));
        Notifier first = h.notifier(patient());
        Sight sight = Sights.of(h.how, Sights.finding("a", Severity.CRITICAL, "a"));
        Outbox outbox = h.outbox();
        DeliveryHarness.await(() -> {
            first.hear(sight);
            return outbox.waiting("hook0") == 1;
        });
        Request read = server.next();
        first.close();

        h.notifier(DeliveryHarness.QUICK).hear(sight);
        Request again = server.next();
        assertThat(again.id()).isEqualTo(read.id()).isNotEmpty();
        assertThat(again.body()).isEqualTo(read.body());
        DeliveryHarness.await(() -> outbox.waiting("hook0") == 0);
    }

    private static Pace patient() {
        return new Pace(
                Duration.ofMinutes(5),
                DeliveryHarness.QUICK.firstPause(),
                DeliveryHarness.QUICK.longestPause(),
                DeliveryHarness.QUICK.refresh(),
                DeliveryHarness.QUICK.fresh(),
                DeliveryHarness.QUICK.most());
    }

    @Test
    void aChannelThatHangsHoldsUpNoOtherAndIsAFinding() throws Exception {
        HookServer dead = HookServer.down();
        HookServer well = HookServer.up();
        h.own(dead);
        h.own(well);
        h.tellsTo(dead.url("/dead"), well.url("/well"));
        Notifier notifier = h.notifier(DeliveryHarness.QUICK);
        Outbox outbox = h.outbox();
        h.tell(notifier, outbox, "a");

        assertThat(title(well.next())).isEqualTo("a");
        DeliveryHarness.await(() -> !notifier.undelivered().isEmpty());
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
                        h.how,
                        Sights.finding("a", Severity.CRITICAL, "a"),
                        notifier.undelivered().getFirst());
        DeliveryHarness.await(() -> {
            notifier.hear(trouble);
            return !well.rest().isEmpty();
        });
        dead.open();
        assertThat(title(dead.next())).isEqualTo("a");
        DeliveryHarness.await(() -> notifier.undelivered().isEmpty());
        assertThat(dead.rest()).isEmpty();
    }

    @Test
    void aFullQueueMergesItsOldestAndCountsThem() throws Exception {
        HookServer server = HookServer.down();
        h.own(server);
        h.tellsTo(server.url("/hook"));
        var small =
                new Pace(
                        DeliveryHarness.QUICK.limit(),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        DeliveryHarness.QUICK.refresh(),
                        DeliveryHarness.QUICK.fresh(),
                        3);
        Notifier first = h.notifier(small);
        Outbox outbox = h.outbox();
        h.tell(first, outbox, "a", "b", "c");
        var all = new ArrayList<Finding>();
        for (String title : List.of("a", "b", "c", "d", "e", "f")) {
            all.add(Sights.finding(title, Severity.CRITICAL, title));
        }
        var known = h.database();
        DeliveryHarness.await(() -> {
            first.hear(Sights.of(h.how, all.toArray(Finding[]::new)));
            return known.episodes().size() == 6;
        });
        assertThat(outbox.waiting("hook0")).isEqualTo(3);
        first.close();

        server.open();
        h.notifier(DeliveryHarness.QUICK).hear(Sights.of(h.how, all.toArray(Finding[]::new)));
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
        h.own(server);
        h.tellsTo(server.url("/hook"));
        Notifier first = h.notifier(DeliveryHarness.QUICK);
        first.hear(Sights.of(h.how));
        DeliveryHarness.await(() -> first.standing() == Standing.DELIVERS);
        Notifier second = h.notifier(DeliveryHarness.QUICK);
        Sight sight = Sights.of(h.how, Sights.finding("a", Severity.CRITICAL, "a"));
        second.hear(sight);
        DeliveryHarness.await(() -> second.standing() == Standing.ANOTHER_DELIVERS);

        first.close();
        DeliveryHarness.await(() -> {
            second.hear(sight);
            return second.standing() == Standing.DELIVERS && !server.rest().isEmpty();
        });
    }

    @Test
    void nothingIsDecidedBeforeEverythingHasAnswered() throws Exception {
        HookServer server = HookServer.up();
        h.own(server);
        h.tellsTo(server.url("/hook"));
        h.how = new Notifications(h.how.channels(), Optional.empty(), Duration.ZERO, h.how.hold());
        Notifier notifier = h.notifier(DeliveryHarness.QUICK);
        Sight whole = Sights.of(h.how, Sights.finding("b", Severity.CRITICAL, "b"));
        Sight early =
                new Sight(
                        whole.snapshot(),
                        List.of(Sights.finding("a", Severity.CRITICAL, "a")),
                        whole.since(),
                        false);
        DeliveryHarness.await(() -> {
            notifier.hear(early);
            return notifier.standing() == Standing.DELIVERS;
        });
        var seen = new ArrayList<Request>();
        DeliveryHarness.await(() -> {
            notifier.hear(seen.isEmpty() ? whole : early);
            seen.addAll(server.rest());
            return !seen.isEmpty();
        });
        assertThat(NoticeJson.read(seen.getFirst().body()).changes())
                .extracting(Change::title)
                .containsExactly("b");
        assertThat(h.database().episodes()).containsOnlyKeys("run-stuck/b");
    }

    @Test
    void secretsGoOutInTheirHeaderAndAreNowhereInTheFile() throws Exception {
        HookServer server = HookServer.up();
        h.own(server);
        Path secret = Files.writeString(folder.resolve("token"), "canary-7f3a\nrest\n");
        h.how =
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
        Notifier notifier = h.notifier(DeliveryHarness.QUICK);
        Sight sight = Sights.of(h.how, Sights.finding("a", Severity.CRITICAL, "a"));
        var seen = new ArrayList<Request>();
        DeliveryHarness.await(() -> {
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
