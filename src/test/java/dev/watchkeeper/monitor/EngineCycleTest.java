package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class EngineCycleTest {
    private final EngineHarness harness = new EngineHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void twoSamplesInOneCycleTellThatAProcessIsStuck() throws Exception {
        var df = Samples.process("h0", 77, "df").in("request_wait_answer").on("/mnt/build").get();
        harness.hosts.script(
                "h0",
                h ->
                        Samples.probed(
                                h,
                                harness.clock.instant(),
                                List.of(df),
                                List.of(Samples.silent("/mnt/build", Duration.ofHours(3)))));
        Report report = harness.firstCycle(EngineHarness.fleet(0, 1));
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_STUCK);
        assertThat(harness.hosts.asked("h0")).isEqualTo(2);
    }

    @Test
    void aNetworkThatHasGoneIsNoticedBeforeTheNextQuestion() throws Exception {
        // fault 85
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(engine.latest().snapshot().networkChanges()).isEmpty();
        harness.networks = Set.of("eth0 192.0.2.9");
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);

        assertThat(engine.latest().snapshot().networkChanges())
                .singleElement()
                .satisfies(c -> assertThat(c.gone()).containsExactly("wg0 10.8.0.2"));
    }

    @Test
    void aHostWithoutSuspectsIsAskedOnce() throws Exception {
        harness.firstCycle(EngineHarness.fleet(0, 1));
        assertThat(harness.hosts.asked("h0")).isEqualTo(1);
    }

    @Test
    void verificationAsksOnlyTheTargetsOfTheFinding() throws Exception {
        harness.tls.script("e0.example", t -> Samples.failed(t, Failure.REFUSED));
        MonitorEngine engine = harness.start(EngineHarness.fleet(2, 1));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        int others = harness.tls.asked("e1.example") + harness.hosts.asked("h0");
        int before = harness.tls.asked("e0.example");
        harness.tls.script("e0.example", t -> Samples.presented(t, harness.clock.instant()));

        Report after =
                engine.verify(
                                Set.of(
                                        EngineHarness.key(
                                                FindingKind.ENDPOINT_UNREACHABLE,
                                                EngineHarness.id(0))))
                        .get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(after.findings()).isEmpty();
        assertThat(harness.tls.asked("e0.example")).isEqualTo(before + 1);
        assertThat(harness.tls.asked("e1.example") + harness.hosts.asked("h0")).isEqualTo(others);
    }

    @Test
    void verificationDoesNotCountAnAnswerThatWasUnderWayBefore() throws Exception {
        var first = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        harness.tls.script(
                "e0.example",
                t -> {
                    began.countDown();
                    FakeTls.await(first);
                    return Samples.failed(t, Failure.REFUSED);
                });
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        began.await();
        CompletableFuture<Report> verified =
                engine.verify(
                        Set.of(
                                EngineHarness.key(
                                        FindingKind.ENDPOINT_UNREACHABLE, EngineHarness.id(0))));
        harness.tls.script("e0.example", t -> Samples.presented(t, harness.clock.instant()));
        first.countDown();
        assertThat(verified.get(EngineHarness.SECONDS, TimeUnit.SECONDS).findings()).isEmpty();
        assertThat(harness.tls.asked("e0.example")).isEqualTo(2);
    }

    @Test
    void aSlowDiskHoldsUpNoCycle() throws Exception {
        var disk = new CountDownLatch(1);
        harness.history = new FakeHistory(disk);
        MonitorEngine engine = harness.start(EngineHarness.fleet(5, 0));
        assertThat(
                        engine.refreshAll()
                                .get(EngineHarness.SECONDS, TimeUnit.SECONDS)
                                .snapshot()
                                .endpoints())
                .hasSize(5);
        assertThat(harness.history.tls).isEmpty();
        disk.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(harness.history.tls.poll(EngineHarness.SECONDS, TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThat(harness.history.open.poll(EngineHarness.SECONDS, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        // fault 74
        harness.history = FakeHistory.quick().full();
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        EngineHarness.await(
                engine,
                r ->
                        r.finding(EngineHarness.key(FindingKind.OBSERVER_BROKEN, "console/history"))
                                .isPresent());
    }

    @Test
    void findingsThatCouldNotBeStoredAreStoredWhenTheDiskHasRoomAgain() throws Exception {
        // fault 74
        harness.history = FakeHistory.quick().full();
        harness.tls.script("e0.example", t -> Samples.failed(t, Failure.REFUSED));
        MonitorEngine engine = harness.start(EngineHarness.fleet(1, 0));
        FindingKey refused =
                EngineHarness.key(FindingKind.ENDPOINT_UNREACHABLE, EngineHarness.id(0));
        EngineHarness.await(
                engine,
                r -> r.finding(refused).isPresent() && says(r, FindingKind.OBSERVER_BROKEN));

        harness.history.roomAgain();

        EngineHarness.await(engine, r -> !says(r, FindingKind.OBSERVER_BROKEN));
        assertThat(harness.history.open.poll(EngineHarness.SECONDS, TimeUnit.SECONDS))
                .contains(refused);
    }

    private static boolean says(Report report, FindingKind kind) {
        return report.findings().stream().anyMatch(f -> f.kind() == kind);
    }

    @Test
    void anotherFleetIsTakenOverInOneStep() throws Exception {
        MonitorEngine engine = harness.start(EngineHarness.fleet(3, 0));
        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        engine.fleet(EngineHarness.fleet(2, 1), List.of("fleet.yaml:3:1: unknown key"));
        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(2);
        assertThat(report.snapshot().hosts()).hasSize(1);
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.FLEET_FILE_BROKEN);
    }

    @Test
    void tenThousandAnswersMakeFewReports() throws Exception {
        var reports = new AtomicInteger();
        MonitorEngine engine = harness.engine(EngineHarness.fleet(10_000, 0), Tempo.DEFAULT);
        engine.listen(_ -> reports.incrementAndGet());
        long began = System.nanoTime();
        engine.start();
        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(10_000);
        assertThat(report.findings()).isEmpty();
        // However long the machine takes for them: one report in a gap and no more.
        long gaps = (System.nanoTime() - began) / Tempo.DEFAULT.gap().toNanos();
        assertThat(reports.get()).isLessThanOrEqualTo((int) gaps + 2);
    }
}
