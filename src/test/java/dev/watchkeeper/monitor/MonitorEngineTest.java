package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

final class MonitorEngineTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final Schedule SCHEDULE =
            new Schedule(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    LIMIT,
                    LIMIT,
                    Duration.ofMinutes(15),
                    1,
                    Duration.ofDays(1));
    private static final Tempo TEMPO =
            new Tempo(
                    Duration.ofMillis(5),
                    Duration.ofMillis(5),
                    Duration.ofMillis(50),
                    Duration.ofMillis(400),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200));

    private final SteppedClock clock = new SteppedClock(Samples.NOW);
    private final FakeTls tls = new FakeTls(clock);
    private final FakeHosts hosts = new FakeHosts(clock);
    private final List<MonitorEngine> open = new ArrayList<>();
    private FakeHistory history = FakeHistory.quick();

    @AfterEach
    void close() {
        open.forEach(MonitorEngine::close);
    }

    @Test
    void aTargetThatNeverReturnsDelaysNobodyAndEndsAtItsLimit() throws Exception {
        var never = new CountDownLatch(1);
        tls.stall("e0.example", never);
        MonitorEngine engine = start(fleet(40, 0));

        await(engine, r -> r.snapshot().endpoints().size() >= 39);
        assertThat(engine.latest().progress().pending()).containsOnlyKeys(id(0));

        Report report = engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(40);
        assertThat(report.finding(key(FindingKind.OBSERVER_BROKEN, id(0)))).isPresent();
        never.countDown();
    }

    @Test
    void aTargetThatHasNotComeBackGetsNoSecondProbe() throws Exception {
        var never = new CountDownLatch(1);
        tls.stall("e0.example", never);
        MonitorEngine engine = start(fleet(1, 0));
        await(engine, r -> r.progress().abandoned() == 1);

        clock.step(Duration.ofHours(1));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        engine.verify(Set.of(key(FindingKind.OBSERVER_BROKEN, id(0)))).get(5, TimeUnit.SECONDS);
        assertThat(tls.asked("e0.example")).isEqualTo(1);

        never.countDown();
        await(engine, r -> r.progress().abandoned() == 0);
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(tls.asked("e0.example")).isGreaterThan(1);
    }

    @Test
    void aReplyThatComesAfterItWasGivenUpIsDropped() throws Exception {
        // fault 19
        var late = new CountDownLatch(1);
        tls.stall("e0.example", late);
        MonitorEngine engine = start(fleet(1, 0));
        await(engine, r -> r.progress().abandoned() == 1);
        tls.script("e0.example", t -> Samples.failed(t, Failure.REFUSED));
        late.countDown();
        await(engine, r -> r.progress().abandoned() == 0);
        assertThat(only(engine.latest())).isInstanceOf(Failed.class);
    }

    @Test
    void outOfMemoryInOneObservationLeavesTheOthersGoing() throws Exception {
        // fault 88
        tls.script(
                "e0.example",
                t -> {
                    throw new OutOfMemoryError("injected");
                });
        MonitorEngine engine = start(fleet(3, 1));
        Report report = engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(3);
        assertThat(report.snapshot().hosts()).hasSize(1);
        assertThat(report.finding(key(FindingKind.OBSERVER_BROKEN, id(0)))).isPresent();
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void aSuspendedMachineAsksOnceOnWaking() throws Exception {
        // fault 22
        MonitorEngine engine = start(fleet(1, 0));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        int before = tls.asked("e0.example");
        clock.step(Duration.ofHours(9));
        await(engine, r -> only(r).observedAt().equals(clock.instant()));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        // One for waking, and one because the test asked for it.
        assertThat(tls.asked("e0.example")).isBetween(before + 1, before + 2);
    }

    @Test
    void aClockThatStepsBackNeitherLosesNorDoublesAnything() throws Exception {
        // fault 23
        Schedule quick =
                new Schedule(
                        Duration.ofMillis(250),
                        Duration.ofMinutes(1),
                        LIMIT,
                        LIMIT,
                        Duration.ofMinutes(15),
                        1,
                        Duration.ofDays(1));
        MonitorEngine engine = start(fleet(1, 0, quick));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        int before = tls.asked("e0.example");
        clock.step(Duration.ofDays(-1));
        await(engine, _ -> tls.asked("e0.example") == before + 1);
        assertThat(engine.latest().findings()).isEmpty();
    }

    @Test
    void aSchedulerThatFailsIsSaid() throws Exception {
        // fault 87
        var dead = new AtomicInteger();
        MonitorEngine engine =
                new MonitorEngine(
                        fleet(1, 0),
                        new MonitorEngine.Observers(tls, hosts),
                        history,
                        () -> {
                            if (dead.get() > 0 && onTimer()) {
                                throw new IllegalStateException("injected");
                            }
                            return clock.instant();
                        },
                        () -> 0,
                        TEMPO);
        open.add(engine);
        engine.start();
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(engine.latest().findings()).isEmpty();
        dead.set(1);
        await(
                engine,
                r -> r.finding(key(FindingKind.OBSERVER_BROKEN, "console/scheduler")).isPresent());
        dead.set(0);
        await(engine, r -> r.findings().isEmpty());
    }

    @Test
    void dataGrowsStaleInTheReportWithoutAnyObservation() throws Exception {
        var never = new CountDownLatch(1);
        MonitorEngine engine = start(fleet(1, 0));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        tls.stall("e0.example", never);
        var _ = engine.refreshAll();
        await(engine, r -> r.progress().abandoned() == 1);
        clock.step(Duration.ofMinutes(16));
        await(engine, r -> r.finding(key(FindingKind.DATA_STALE, "fleet")).isPresent());
        never.countDown();
    }

    @Test
    void twoSamplesInOneCycleTellThatAProcessIsStuck() throws Exception {
        var df = Samples.process("h0", 77, "df").in("request_wait_answer").on("/mnt/build").get();
        hosts.script(
                "h0",
                h ->
                        Samples.probed(
                                h,
                                clock.instant(),
                                List.of(df),
                                List.of(Samples.silent("/mnt/build", Duration.ofHours(3)))));
        MonitorEngine engine = start(fleet(0, 1));
        Report report = engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_STUCK);
        assertThat(hosts.asked("h0")).isEqualTo(2);
    }

    @Test
    void aHostWithoutSuspectsIsAskedOnce() throws Exception {
        MonitorEngine engine = start(fleet(0, 1));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(hosts.asked("h0")).isEqualTo(1);
    }

    @Test
    void verificationAsksOnlyTheTargetsOfTheFinding() throws Exception {
        tls.script("e0.example", t -> Samples.failed(t, Failure.REFUSED));
        MonitorEngine engine = start(fleet(2, 1));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        int others = tls.asked("e1.example") + hosts.asked("h0");
        tls.script("e0.example", t -> Samples.presented(t, clock.instant()));

        Report after =
                engine.verify(Set.of(key(FindingKind.ENDPOINT_UNREACHABLE, id(0))))
                        .get(5, TimeUnit.SECONDS);
        assertThat(after.findings()).isEmpty();
        assertThat(tls.asked("e0.example")).isEqualTo(2);
        assertThat(tls.asked("e1.example") + hosts.asked("h0")).isEqualTo(others);
    }

    @Test
    void verificationDoesNotCountAnAnswerThatWasUnderWayBefore() throws Exception {
        var first = new CountDownLatch(1);
        var began = new CountDownLatch(1);
        tls.script(
                "e0.example",
                t -> {
                    began.countDown();
                    FakeTls.await(first);
                    return Samples.failed(t, Failure.REFUSED);
                });
        MonitorEngine engine = start(fleet(1, 0));
        began.await();
        CompletableFuture<Report> verified =
                engine.verify(Set.of(key(FindingKind.ENDPOINT_UNREACHABLE, id(0))));
        tls.script("e0.example", t -> Samples.presented(t, clock.instant()));
        first.countDown();
        assertThat(verified.get(5, TimeUnit.SECONDS).findings()).isEmpty();
        assertThat(tls.asked("e0.example")).isEqualTo(2);
    }

    @Test
    void aSlowDiskHoldsUpNoCycle() throws Exception {
        var disk = new CountDownLatch(1);
        history = new FakeHistory(disk);
        MonitorEngine engine = start(fleet(5, 0));
        assertThat(engine.refreshAll().get(5, TimeUnit.SECONDS).snapshot().endpoints()).hasSize(5);
        assertThat(history.tls).isEmpty();
        disk.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(history.tls.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(history.open.poll(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        // fault 74
        history = FakeHistory.quick().full();
        MonitorEngine engine = start(fleet(1, 0));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        await(
                engine,
                r -> r.finding(key(FindingKind.OBSERVER_BROKEN, "console/history")).isPresent());
    }

    @Test
    void anotherFleetIsTakenOverInOneStep() throws Exception {
        MonitorEngine engine = start(fleet(3, 0));
        engine.refreshAll().get(5, TimeUnit.SECONDS);
        engine.fleet(fleet(2, 1), List.of("fleet.yaml:3:1: unknown key"));
        Report report = engine.refreshAll().get(5, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(2);
        assertThat(report.snapshot().hosts()).hasSize(1);
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.FLEET_FILE_BROKEN);
    }

    @Test
    void tenThousandAnswersMakeFewReports() throws Exception {
        var reports = new AtomicInteger();
        MonitorEngine engine = engine(fleet(10_000, 0), Tempo.DEFAULT);
        engine.listen(_ -> reports.incrementAndGet());
        engine.start();
        Report report = engine.refreshAll().get(60, TimeUnit.SECONDS);
        assertThat(report.snapshot().endpoints()).hasSize(10_000);
        assertThat(report.findings()).isEmpty();
        assertThat(reports.get()).isLessThan(400);
    }

    private MonitorEngine start(Fleet fleet) {
        MonitorEngine engine = engine(fleet, TEMPO);
        engine.start();
        return engine;
    }

    private MonitorEngine engine(Fleet fleet, Tempo tempo) {
        var engine =
                new MonitorEngine(
                        fleet,
                        new MonitorEngine.Observers(tls, hosts),
                        history,
                        clock,
                        () -> 0,
                        tempo);
        open.add(engine);
        return engine;
    }

    private static void await(MonitorEngine engine, Predicate<Report> condition) throws Exception {
        var met = new CountDownLatch(1);
        try (AutoCloseable _ = engine.listen(r -> countDownIf(condition.test(r), met))) {
            countDownIf(condition.test(engine.latest()), met);
            assertThat(met.await(10, TimeUnit.SECONDS)).as("%s", engine.latest()).isTrue();
        }
    }

    private static void countDownIf(boolean condition, CountDownLatch latch) {
        if (condition) {
            latch.countDown();
        }
    }

    private static boolean onTimer() {
        return Thread.currentThread().getName().equals("watchkeeper-timer");
    }

    private static Fleet fleet(int endpoints, int hosts) {
        return fleet(endpoints, hosts, SCHEDULE);
    }

    private static Fleet fleet(int endpoints, int hosts, Schedule schedule) {
        List<TlsEndpoint> es =
                IntStream.range(0, endpoints)
                        .mapToObj(i -> TlsEndpoint.of("e" + i + ".example", 443))
                        .toList();
        List<Host> hs = IntStream.range(0, hosts).mapToObj(i -> Host.of("h" + i)).toList();
        return new Fleet(
                es,
                hs,
                List.of(),
                new Thresholds(CertificateThresholds.DEFAULT, HostThresholds.DEFAULT, schedule));
    }

    private static String id(int endpoint) {
        return "e%d.example:443 at 127.0.0.1".formatted(endpoint);
    }

    private static FindingKey key(FindingKind kind, String subject) {
        boolean whole = kind == FindingKind.ENDPOINT_UNREACHABLE;
        return FindingKey.of(kind, whole ? subject.replace(" at 127.0.0.1", "") : subject);
    }

    private static dev.watchkeeper.tls.TlsObservation only(Report report) {
        return Optional.of(report.snapshot().endpoints().values().iterator().next()).get().latest();
    }
}
