package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class MonitorEngineTest {
    private final EngineHarness harness = new EngineHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aTargetThatNeverReturnsDelaysNobody() throws Exception {
        var never = new CountDownLatch(1);
        harness.tls.stall("e0.example", never);
        MonitorEngine engine = harness.start(EngineHarness.fleet(40, 0));

        EngineHarness.await(engine, r -> r.snapshot().endpoints().size() == 39);
        assertThat(engine.progress().pending())
                .extracting(Waiting::id)
                .containsExactly(EngineHarness.id(0));
        never.countDown();
    }

    @Test
    void aTargetThatNeverReturnsEndsAtItsLimit() throws Exception {
        var never = new CountDownLatch(1);
        harness.tls.stall("e0.example", never);
        MonitorEngine engine = harness.start(EngineHarness.fleet(40, 0, EngineHarness.IMPATIENT));

        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(40);
        assertThat(
                        report.finding(
                                EngineHarness.key(
                                        FindingKind.OBSERVER_BROKEN, EngineHarness.id(0))))
                .isPresent();
        never.countDown();
    }

    @Test
    void aTargetThatHasNotComeBackGetsNoSecondProbe() throws Exception {
        var never = new CountDownLatch(1);
        harness.tls.stall("e0.example", never);
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0, EngineHarness.IMPATIENT));
        EngineHarness.await(engine, r -> r.progress().abandoned() == 1);

        harness.clock.step(Duration.ofHours(1));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        engine.verify(Set.of(EngineHarness.key(FindingKind.OBSERVER_BROKEN, EngineHarness.id(0))))
                .get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(harness.tls.asked("e0.example")).isEqualTo(1);

        never.countDown();
        EngineHarness.await(engine, r -> r.progress().abandoned() == 0);
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(harness.tls.asked("e0.example")).isGreaterThan(1);
    }

    @Test
    void aReplyThatComesAfterItWasGivenUpIsDropped() throws Exception {
        // fault 19
        var late = new CountDownLatch(1);
        harness.tls.stall("e0.example", late);
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0, EngineHarness.IMPATIENT));
        EngineHarness.await(engine, r -> r.progress().abandoned() == 1);
        harness.tls.script("e0.example", t -> Samples.failed(t, Failure.REFUSED));
        late.countDown();
        EngineHarness.await(engine, r -> r.progress().abandoned() == 0);
        assertThat(EngineHarness.only(engine.latest())).isInstanceOf(Failed.class);
    }

    @Test
    void outOfMemoryInOneObservationLeavesTheOthersGoing() throws Exception {
        // fault 88
        harness.tls.script(
                "e0.example",
                t -> {
                    throw new OutOfMemoryError("injected");
                });
        MonitorEngine engine = harness.start(EngineHarness.fleet(3, 1));
        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(3);
        assertThat(report.snapshot().hosts()).hasSize(1);
        assertThat(
                        report.finding(
                                EngineHarness.key(
                                        FindingKind.OBSERVER_BROKEN, EngineHarness.id(0))))
                .isPresent();
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void aSuspendedMachineAsksOnceOnWaking() throws Exception {
        // fault 22
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        int before = harness.tls.asked("e0.example");
        harness.clock.step(Duration.ofHours(9));
        EngineHarness.await(
                engine, r -> EngineHarness.only(r).observedAt().equals(harness.clock.instant()));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        // One for waking, and one because the test asked for it.
        assertThat(harness.tls.asked("e0.example")).isBetween(before + 1, before + 2);
    }

    @Test
    void aClockThatStepsBackLosesNothing() throws Exception {
        // fault 23; that nothing is doubled is the agenda's, whose clocks a test can set
        Schedule quick =
                new Schedule(
                        Duration.ofMillis(250),
                        Duration.ofMinutes(5),
                        EngineHarness.SCHEDULE.tlsDeadline(),
                        EngineHarness.SCHEDULE.hostDeadline(),
                        Duration.ofMinutes(15),
                        1,
                        Duration.ofDays(1));
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0, quick));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        harness.clock.step(Duration.ofDays(-1));
        int before = harness.tls.asked("e0.example");
        EngineHarness.await(engine, _ -> harness.tls.asked("e0.example") > before + 1);
        assertThat(engine.latest().findings()).isEmpty();
    }

    @Test
    void aSchedulerThatFailsIsSaid() throws Exception {
        // fault 87
        var dead = new AtomicInteger();
        MonitorEngine engine =
                new MonitorEngine(
                        EngineHarness.fleet(1, 0),
                        new MonitorEngine.Observers(harness.tls, harness.hosts, Set::of),
                        harness.history,
                        () -> {
                            if (dead.get() > 0 && EngineHarness.onTimer()) {
                                throw new IllegalStateException("injected");
                            }
                            return harness.clock.instant();
                        },
                        () -> 0,
                        EngineHarness.tempo(Duration.ofMillis(400)));
        harness.own(engine);
        engine.start();
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        EngineHarness.await(engine, r -> r.findings().isEmpty());
        dead.set(1);
        EngineHarness.await(
                engine,
                r ->
                        r.finding(
                                        EngineHarness.key(
                                                FindingKind.OBSERVER_BROKEN, "console/scheduler"))
                                .isPresent());
        dead.set(0);
        EngineHarness.await(engine, r -> r.findings().isEmpty());
    }

    @Test
    void dataGrowsStaleInTheReportWithoutAnyObservation() throws Exception {
        var never = new CountDownLatch(1);
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        EngineHarness.change(engine, EngineHarness.fleet(1, 0, EngineHarness.IMPATIENT));
        harness.tls.stall("e0.example", never);
        var _ = engine.refreshAll();
        EngineHarness.await(engine, r -> r.progress().abandoned() == 1);
        harness.clock.step(Duration.ofMinutes(16));
        EngineHarness.await(
                engine,
                r -> r.finding(EngineHarness.key(FindingKind.DATA_STALE, "fleet")).isPresent());
        never.countDown();
    }
}
