package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.monitor.Agenda.Begun;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a host is asked, with a clock that stands until it is moved.
final class AgendaTest {
    private static final Unit HOST = new Unit.OfHost(Host.of("builder31"));

    private static final Duration EVERY = Schedule.DEFAULT.hostEvery();

    private final Agenda agenda = new Agenda(Schedule.DEFAULT);
    private Instant now = Samples.NOW;
    private long nanos;

    AgendaTest() {
        agenda.watch(fleet(), now, nanos, () -> {});
    }

    @Test
    void theNextTryOfAHostThatHangsComesLaterEachTimeUpToACap() {
        List<Duration> pauses = new ArrayList<>();
        for (int hung = 1; hung <= 6; hung++) {
            agenda.ended(begin(), hung, now, nanos);
            Instant next = retry().at().orElseThrow();
            pauses.add(Duration.between(now, next));
            step(Duration.between(now, next).minusSeconds(1));
            assertThat(agenda.begin(now, nanos)).isEmpty();
            step(Duration.ofSeconds(1));
        }

        assertThat(pauses)
                .extracting(Duration::toSeconds)
                .containsExactly(60L, 120L, 240L, 450L, 450L, 450L);
    }

    @Test
    void anAnswerEndsTheGrowth() {
        agenda.ended(begin(), 3, now, nanos);
        step(Duration.ofMinutes(4));
        agenda.ended(begin(), 0, now, nanos);
        assertThat(agenda.retries()).isEmpty();

        step(Duration.ofMinutes(1));
        agenda.ended(begin(), 1, now, nanos);

        assertThat(retry()).isEqualTo(new Retry(1, Optional.of(now.plus(Duration.ofMinutes(1)))));
    }

    @Test
    void byHandItIsAskedAtOnce() {
        agenda.ended(begin(), 4, now, nanos);
        step(Duration.ofSeconds(1));

        agenda.ask(List.of(HOST), false);

        assertThat(agenda.retries()).isEmpty();
        assertThat(agenda.begin(now, nanos)).hasSize(1);
    }

    @Test
    void whileOneTryIsUnderWayThereIsNoSecond() {
        Begun first = begin();
        step(Duration.ofHours(1));
        agenda.ask(List.of(HOST), true);
        assertThat(agenda.begin(now, nanos)).isEmpty();

        agenda.givenUp(first);
        agenda.ask(List.of(HOST), true);
        assertThat(agenda.begin(now, nanos)).isEmpty();
        assertThat(retry()).isEqualTo(new Retry(1, Optional.empty()));

        agenda.ended(first, 1, now, nanos);
        assertThat(agenda.begin(now, nanos)).hasSize(1);
    }

    // fault 23
    @Test
    void aClockThatStepsBackNeitherLosesNorDoublesAnything() {
        agenda.ended(begin(), 0, now, nanos);
        now = now.minus(Duration.ofDays(1));
        assertThat(agenda.begin(now, nanos)).isEmpty();
        step(EVERY.minusMillis(1));
        assertThat(agenda.begin(now, nanos)).isEmpty();
        step(Duration.ofMillis(1));
        begin();
        assertThat(agenda.begin(now, nanos)).isEmpty();
    }

    // fault 22
    @Test
    void aMachineThatSleptAsksOnceOnWakingAndThenAsUsual() {
        agenda.ended(begin(), 0, now, nanos);
        now = now.plus(Duration.ofHours(9));
        agenda.ended(begin(), 0, now, nanos);
        assertThat(agenda.begin(now, nanos)).isEmpty();
        step(EVERY);
        begin();
    }

    @Test
    void whoAsksWhileATryIsUnderWayGetsItsAnswerAndWhoAsksAfterItGetsAnother() {
        Begun first = begin();
        assertThat(agenda.ask(List.of(HOST), false).values()).containsExactly(Optional.of(1L));

        agenda.answered(first);
        assertThat(agenda.ask(List.of(HOST), false).values()).containsExactly(Optional.of(2L));
        assertThat(agenda.begin(now, nanos)).isEmpty();

        agenda.ended(first, 0, now, nanos);
        assertThat(begin().run()).isEqualTo(2);
    }

    private Begun begin() {
        List<Begun> begun = agenda.begin(now, nanos);
        assertThat(begun).hasSize(1);
        return begun.getFirst();
    }

    private Retry retry() {
        return Optional.ofNullable(agenda.retries().get("builder31")).orElseThrow();
    }

    private void step(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    private static Fleet fleet() {
        return Samples.fleet(List.of(), List.of(Host.of("builder31")));
    }
}
