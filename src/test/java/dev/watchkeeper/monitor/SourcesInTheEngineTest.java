package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.AutomationObserver;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SourceReader;
import dev.watchkeeper.supervision.SourceReading;
import dev.watchkeeper.supervision.SourceReading.Moment;
import dev.watchkeeper.supervision.SupervisionObserver;
import dev.watchkeeper.tls.RenewalAdviser;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Endpoints and hosts that are read from a source.
final class SourcesInTheEngineTest {
    private final EngineHarness harness = new EngineHarness();
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile SourceReader answer = this::reported;

    @AfterEach
    void close() {
        harness.close();
    }

    private static TlsEndpoint endpoint(int i) {
        return TlsEndpoint.of("e" + i + ".example", 443).from(SampleSources.SOURCE);
    }

    private static Fleet fleet(int endpoints) {
        return SampleSources.fleet(
                IntStream.range(0, endpoints).mapToObj(SourcesInTheEngineTest::endpoint).toList(),
                List.of(SampleSources.BUILDER));
    }

    private MonitorEngine engine(Fleet fleet) {
        return harness.own(
                new MonitorEngine(
                        fleet,
                        new MonitorEngine.Observers(
                                harness.tls,
                                harness.hosts,
                                AutomationObserver.none(),
                                Set::of,
                                RenewalAdviser.NONE,
                                SupervisionObserver.none(),
                                this::read),
                        harness.history,
                        harness.clock,
                        () -> 0,
                        EngineHarness.TEMPO));
    }

    private SourceReading read(
            Supervision source,
            Fleet fleet,
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            Duration limit) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        asked.add(endpoints.stream().map(TlsEndpoint::name).toList());
        try {
            return answer.read(source, fleet, endpoints, hosts, limit);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private SourceReading reported(
            Supervision source,
            Fleet fleet,
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            Duration limit) {
        Map<String, List<TlsObservation>> told = new HashMap<>();
        endpoints.forEach(e ->
                told.put(
                        e.id(),
                        List.of(
                                SampleSources.reported(
                                        new TlsTarget(e, "tls " + e.id(), e.name(), 443),
                                        SampleSources.ending(Samples.NOW.plus(Duration.ofDays(80))),
                                        Samples.NOW))));
        Map<String, HostObservation> seen = new HashMap<>();
        hosts.forEach(h -> seen.put(h.name(), SampleSources.host(h, 0, Duration.ZERO)));
        return new SourceReading(told, seen);
    }

    @Test
    void allThatAreDueAreReadByOneQuestionAndNobodyIsProbed() throws Exception {
        MonitorEngine engine = engine(fleet(500));
        var cycle = engine.refreshAll();
        engine.start();
        Report report = cycle.get(EngineHarness.SECONDS, TimeUnit.SECONDS);

        assertThat(asked).singleElement().satisfies(names -> assertThat(names).hasSize(500));
        assertThat(report.snapshot().endpoints()).hasSize(500);
        assertThat(report.snapshot().endpoints().values())
                .allMatch(s -> s.latest() instanceof TlsObservation.Reported);
        assertThat(report.snapshot().hosts().values())
                .singleElement()
                .satisfies(
                        h -> assertThat(h.latest()).isInstanceOf(HostObservation.Reported.class));
        assertThat(harness.tls.asked("e0.example")).isZero();
    }

    @Test
    void whatBecomesDueMeanwhileGoesWithTheNextQuestion() throws Exception {
        var release = new CountDownLatch(1);
        var reading = new CountDownLatch(1);
        answer =
                (source, fleet, endpoints, hosts, limit) -> {
                    reading.countDown();
                    FakeTls.await(release);
                    return reported(source, fleet, endpoints, hosts, limit);
                };
        MonitorEngine engine = engine(fleet(1));
        engine.start();
        assertThat(reading.await(EngineHarness.SECONDS, TimeUnit.SECONDS)).isTrue();

        EngineHarness.change(engine, fleet(4));
        // They have joined once they are part of the cycle.
        EngineHarness.await(engine, _ -> engine.progress().endpoints().total() == 4);
        release.countDown();
        EngineHarness.await(engine, r -> r.snapshot().endpoints().size() == 4);

        assertThat(asked)
                .containsExactly(
                        List.of("e0.example"), List.of("e1.example", "e2.example", "e3.example"));
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void aSourceThatCannotBeReadLeavesWhatItToldAndSaysItOnce() throws Exception {
        MonitorEngine engine = engine(fleet(3));
        engine.start();
        EngineHarness.await(engine, r -> r.snapshot().endpoints().size() == 3);
        answer =
                (source, _, endpoints, hosts, _) ->
                        SourceReading.unreadable(
                                source.name(),
                                endpoints,
                                hosts,
                                new Moment(Samples.NOW, Duration.ZERO),
                                "gone");
        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);

        assertThat(report.snapshot().endpoints().values())
                .hasSize(3)
                .allMatch(s -> s.latest() instanceof TlsObservation.Failed)
                .allMatch(s -> s.lastReported().isPresent());
        assertThat(symptoms(report)).isEqualTo(4);
    }

    @Test
    void aReaderThatThrowsIsASourceThatCannotBeRead() throws Exception {
        answer =
                (_, _, _, _, _) -> {
                    throw new IllegalStateException("bug");
                };
        MonitorEngine engine = engine(fleet(3));
        var cycle = engine.refreshAll();
        engine.start();

        assertThat(symptoms(cycle.get(EngineHarness.SECONDS, TimeUnit.SECONDS))).isEqualTo(4);
    }

    private static long symptoms(Report report) {
        Finding source =
                report.findings().stream()
                        .filter(f -> f.kind() == FindingKind.SOURCE_UNREADABLE)
                        .findFirst()
                        .orElseThrow();
        return report.symptomsOf(source.key()).stream()
                .filter(f -> f.kind() == FindingKind.NOT_REPORTED)
                .count();
    }
}
