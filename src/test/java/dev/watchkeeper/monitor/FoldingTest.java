package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Reports made of events that a test puts in order.
final class FoldingTest {
    private static final FindingKey REFUSED =
            EngineHarness.key(FindingKind.ENDPOINT_UNREACHABLE, EngineHarness.id(1));

    private final SteppedClock clock = new SteppedClock(Samples.NOW);
    private final Troubles troubles = new Troubles();
    private final FakeHistory history = FakeHistory.quick();
    private final HistoryWriter writer = new HistoryWriter(history, clock, troubles);
    private final Fleet fleet = EngineHarness.fleet(2, 0);
    private final Folding folding = new Folding(clock, fleet, writer, troubles, new Inbox());
    private Report latest =
            new Report(FleetSnapshot.empty(fleet, Samples.NOW), List.of(), Map.of(), Progress.IDLE);

    @AfterEach
    void close() {
        writer.close();
    }

    private void fold(Event... events) {
        latest = folding.next(latest, List.of(events), Progress.IDLE);
    }

    private static Event done(Fleet of, int endpoint) {
        return new Event.Done(new Unit.OfEndpoint(of.endpoints().get(endpoint)), 1, false);
    }

    private Event seen(int endpoint) {
        return new Event.TlsSeen(Samples.presented(target(endpoint), clock.instant()));
    }

    private TlsTarget target(int endpoint) {
        TlsEndpoint e = fleet.endpoints().get(endpoint);
        return new TlsTarget(e, "127.0.0.1", "127.0.0.1", e.port());
    }

    /// The history ends what is not among the open findings.
    @Test
    void whatIsOpenIsStoredOnlyOnceTheAnswersOfAllAreInTheReport() throws Exception {
        TlsObservation refused = Samples.failed(target(1), Failure.REFUSED);

        fold(seen(0), done(fleet, 0));
        fold(new Event.TlsSeen(refused));
        fold(done(fleet, 1));
        writer.start();

        assertThat(history.open.poll(EngineHarness.SECONDS, TimeUnit.SECONDS))
                .containsExactly(REFUSED);
        assertThat(history.open).isEmpty();
    }

    @Test
    void afterAChangeOfTheFleetItIsStoredOnceWhatIsNewHasAnsweredToo() throws Exception {
        Fleet more = EngineHarness.fleet(3, 0);
        fold(new Event.FleetChanged(more, List.of()));
        fold(seen(0), done(fleet, 0), seen(1), done(fleet, 1));
        writer.start();
        writer.close();
        assertThat(history.open).isEmpty();
    }
}
