package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.notify.Change.Event;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

final class DeciderTest {
    private static final Notifications HOW = Notifications.NONE;

    private final Set<String> muted = new HashSet<>();
    private Decider decider = new Decider(Map.of());
    private Instant now = Sights.NOW;

    /// What is told of a sight after a time.
    private List<Change> after(Duration pause, Finding... findings) {
        now = now.plus(pause);
        Sight sight = Sights.of(findings);
        Decision decision = decider.next(sight, now, HOW, muted::contains);
        decider.took(decision, sight);
        return decision.changes();
    }

    private List<Change> at(Finding... findings) {
        return after(Duration.ZERO, findings);
    }

    private static Finding run(Severity severity) {
        return Sights.finding("ant-queen", severity, "12 processes are stuck");
    }

    @Test
    void whatOpensIsToldOnceAfterItsMomentWithItsSymptoms() {
        Finding root = run(Severity.MEDIUM);
        Finding symptom = Sights.symptom("builder1", Severity.CRITICAL, root);

        assertThat(at(root)).isEmpty();
        assertThat(after(HOW.gather().minusMillis(1), root, symptom)).isEmpty();
        assertThat(after(Duration.ofMillis(1), root, symptom))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.event()).isEqualTo(Event.OPENED);
                    assertThat(c.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(c.symptoms())
                            .extracting(Change.Symptom::title)
                            .containsExactly("builder1");
                });
        assertThat(after(Duration.ofDays(1), root, symptom)).isEmpty();
    }

    @Test
    void whatIsGoneBeforeItsMomentIsNeverTold() {
        at(run(Severity.CRITICAL));
        assertThat(at()).isEmpty();
        assertThat(after(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void changesOfOneMomentAreOneMessage() {
        Finding first = Sights.finding("a", Severity.HIGH, "a");
        Finding second = Sights.finding("b", Severity.CRITICAL, "b");
        at(first);
        after(Duration.ofSeconds(10), first, second);

        assertThat(after(Duration.ofSeconds(5), first, second))
                .extracting(Change::title)
                .containsExactly("b", "a");
    }

    @Test
    void whatGetsWorseIsToldAgainAndWhatGetsBetterIsNot() {
        told(run(Severity.HIGH));

        assertThat(at(run(Severity.CRITICAL))).isEmpty();
        assertThat(after(HOW.gather(), run(Severity.CRITICAL)))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.event()).isEqualTo(Event.WORSENED);
                    assertThat(c.before()).contains(Severity.HIGH);
                });
        assertThat(after(Duration.ofHours(1), run(Severity.HIGH))).isEmpty();
        assertThat(after(Duration.ofHours(1), run(Severity.CRITICAL))).isEmpty();
    }

    @Test
    void aHostThatFlapsIsToldOnceAndItsRecoveryOnce() {
        // fault 86
        told(run(Severity.CRITICAL));
        List<Change> meanwhile =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                i % 2 == 0
                                        ? after(Duration.ofMinutes(1))
                                        : after(Duration.ofMinutes(1), run(Severity.CRITICAL)))
                        .flatMap(List::stream)
                        .toList();
        assertThat(meanwhile).isEmpty();

        at();
        assertThat(after(HOW.hold())).isEmpty();
        assertThat(after(HOW.gather()))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.event()).isEqualTo(Event.RESOLVED);
                    assertThat(c.flaps()).isEqualTo(15);
                });
    }

    @Test
    void whatBeginsAnewSoonAfterItsRecoveryIsToldAsTheSame() {
        told(run(Severity.CRITICAL));
        at();
        after(HOW.hold().plus(HOW.gather()));

        at(run(Severity.CRITICAL));
        assertThat(after(HOW.gather(), run(Severity.CRITICAL)))
                .extracting(Change::event)
                .containsExactly(Event.AGAIN);
    }

    @Test
    void whatBeginsAnewLongAfterItsRecoveryIsNew() {
        told(run(Severity.CRITICAL));
        at();
        after(HOW.hold().plus(HOW.gather()));
        after(Decider.AGAIN);

        at(run(Severity.CRITICAL));
        assertThat(after(HOW.gather(), run(Severity.CRITICAL)))
                .extracting(Change::event)
                .containsExactly(Event.OPENED);
    }

    @Test
    void whatIsMutedIsNotToldUntilThatEndsWhileItIsStillOpen() {
        muted.add(run(Severity.HIGH).key().value());
        at(run(Severity.CRITICAL));
        assertThat(after(Duration.ofHours(1), run(Severity.CRITICAL))).isEmpty();
        muted.clear();

        at(run(Severity.CRITICAL));
        assertThat(after(HOW.gather(), run(Severity.CRITICAL)))
                .extracting(Change::event)
                .containsExactly(Event.STILL_OPEN);
        assertThat(after(Duration.ofHours(1), run(Severity.CRITICAL))).isEmpty();
    }

    @Test
    void whatWasAcknowledgedAfterItWasToldIsToldAgainWhenThatEnds() {
        told(run(Severity.CRITICAL));
        muted.add(run(Severity.HIGH).key().value());
        assertThat(after(Duration.ofHours(2), run(Severity.CRITICAL))).isEmpty();
        muted.clear();

        at(run(Severity.CRITICAL));
        assertThat(after(HOW.gather(), run(Severity.CRITICAL)))
                .extracting(Change::event)
                .containsExactly(Event.STILL_OPEN);
    }

    @Test
    void whatEndsWhileItIsMutedIsNotTold() {
        told(run(Severity.CRITICAL));
        muted.add(run(Severity.HIGH).key().value());
        at(run(Severity.CRITICAL));
        at();
        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void aSymptomWhoseCauseIsOverIsToldOnNewEvidenceOnly() {
        Finding root = run(Severity.CRITICAL);
        Finding symptom = Sights.symptom("builder1", Severity.CRITICAL, root);
        at(root, symptom);
        after(HOW.gather(), root, symptom);

        assertThat(at(symptom)).isEmpty();
        assertThat(after(Duration.ofHours(1), symptom))
                .extracting(Change::event)
                .as("of the cause alone")
                .containsExactly(Event.RESOLVED);
    }

    @Test
    void anotherConsoleThatKnowsWhatWasToldTellsNothingAgain() {
        told(run(Severity.CRITICAL));
        decider = new Decider(decider.known());

        at(run(Severity.CRITICAL));
        assertThat(after(Duration.ofHours(1), run(Severity.CRITICAL))).isEmpty();
        at();
        assertThat(after(HOW.hold().plus(HOW.gather())))
                .extracting(Change::event)
                .containsExactly(Event.RESOLVED);
    }

    private void told(Finding finding) {
        at(finding);
        assertThat(after(HOW.gather(), finding)).hasSize(1);
    }
}
