package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// An engine over fakes, quick enough for a test.
final class EngineHarness implements AutoCloseable {
    /// How long a loaded machine may take for what is at once.
    static final long SECONDS = 60;

    /// Nothing is given up by it: whoever answers does so in time on any machine.
    static final Duration LIMIT = Duration.ofMinutes(10);

    static final Schedule SCHEDULE = within(LIMIT);

    /// What does not answer at once is given up soon; so may be what does, on a loaded machine.
    static final Schedule IMPATIENT = within(Duration.ofMillis(300));

    /// The timer may be late for as long as a machine makes it.
    static final Tempo TEMPO = tempo(Duration.ofMinutes(10));

    final SteppedClock clock = new SteppedClock(Samples.NOW);
    final FakeTls tls = new FakeTls(clock);
    final FakeHosts hosts = new FakeHosts(clock);
    volatile Set<String> networks = Set.of("eth0 192.0.2.9", "wg0 10.8.0.2");
    private final List<MonitorEngine> open = new ArrayList<>();
    FakeHistory history = FakeHistory.quick();

    static Schedule within(Duration limit) {
        return new Schedule(
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                limit,
                limit,
                Duration.ofMinutes(15),
                1,
                Duration.ofDays(1));
    }

    /// @param patience how long the timer may be silent
    static Tempo tempo(Duration patience) {
        return new Tempo(
                Duration.ofMillis(5),
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                patience,
                Duration.ofMillis(20),
                Duration.ofMillis(200));
    }

    MonitorEngine start(Fleet fleet) {
        MonitorEngine engine = engine(fleet, TEMPO);
        engine.start();
        return engine;
    }

    MonitorEngine engine(Fleet fleet, Tempo tempo) {
        var engine =
                new MonitorEngine(
                        fleet,
                        new MonitorEngine.Observers(tls, hosts, () -> networks),
                        history,
                        clock,
                        () -> 0,
                        tempo);
        open.add(engine);
        return engine;
    }

    static void await(MonitorEngine engine, Predicate<Report> condition) throws Exception {
        var met = new CountDownLatch(1);
        try (AutoCloseable _ = engine.listen(r -> countDownIf(condition.test(r), met))) {
            countDownIf(condition.test(engine.latest()), met);
            assertThat(met.await(SECONDS, TimeUnit.SECONDS)).as("%s", engine.latest()).isTrue();
        }
    }

    private static void countDownIf(boolean condition, CountDownLatch latch) {
        if (condition) {
            latch.countDown();
        }
    }

    /// Has another fleet watched, and waits until its limits count.
    static void change(MonitorEngine engine, Fleet fleet) throws Exception {
        engine.fleet(fleet, List.of());
        await(engine, r -> r.snapshot().fleet().equals(fleet));
    }

    static boolean onTimer() {
        return Thread.currentThread().getName().equals("watchkeeper-timer");
    }

    static Fleet fleet(int endpoints, int hosts) {
        return fleet(endpoints, hosts, SCHEDULE);
    }

    static Fleet fleet(int endpoints, int hosts, Schedule schedule) {
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

    static String id(int endpoint) {
        return "e%d.example:443 at 127.0.0.1".formatted(endpoint);
    }

    static FindingKey key(FindingKind kind, String subject) {
        boolean whole = kind == FindingKind.ENDPOINT_UNREACHABLE;
        return FindingKey.of(kind, whole ? subject.replace(" at 127.0.0.1", "") : subject);
    }

    static dev.watchkeeper.tls.TlsObservation only(Report report) {
        return Optional.of(report.snapshot().endpoints().values().iterator().next()).get().latest();
    }

    /// Exactly one cycle: asked for before anything could be due.
    Report firstCycle(Fleet fleet) throws Exception {
        MonitorEngine engine = engine(fleet, TEMPO);
        CompletableFuture<Report> cycle = engine.refreshAll();
        engine.start();
        return cycle.get(SECONDS, TimeUnit.SECONDS);
    }

    MonitorEngine own(MonitorEngine engine) {
        open.add(engine);
        return engine;
    }

    @Override
    public void close() {
        open.forEach(MonitorEngine::close);
    }
}
