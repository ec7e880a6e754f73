package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What is kept of the checks of a supervision.
final class KeptChecksTest {
    private static final Supervision NAGIOS = Supervision.nagios("nagios", "monitor1");

    private final SteppedClock clock = new SteppedClock(Samples.NOW);
    private final Troubles troubles = new Troubles();
    private final FakeHistory history = FakeHistory.quick();
    private final HistoryWriter writer = new HistoryWriter(history, clock, troubles);
    private final Fleet fleet =
            new Fleet(
                    List.of(TlsEndpoint.of("www.example.org", 443)),
                    List.of(),
                    List.of(),
                    EngineHarness.fleet(1, 0).thresholds(),
                    List.of(),
                    List.of(),
                    List.of(NAGIOS),
                    Notifications.NONE);
    private final Folding folding = new Folding(clock, fleet, writer, troubles, new Inbox());

    @AfterEach
    void close() {
        writer.close();
    }

    private void fold(Event... events) {
        var empty = FleetSnapshot.empty(fleet, Samples.NOW);
        var before = new Report(empty, List.of(), Map.of(), Progress.IDLE);
        folding.next(before, List.of(events), Progress.IDLE);
    }

    private Observed seen(Supervision by) {
        var daemon =
                new Daemon(
                        "",
                        OptionalLong.empty(),
                        Daemon.Life.RUNNING,
                        Optional.empty(),
                        Optional.empty(),
                        "");
        var status =
                new SupervisionStatus(
                        clock.instant(),
                        daemon,
                        Switch.ON,
                        Switch.ON,
                        List.of(check("www.example.org"), check("printer")),
                        List.of(),
                        Optional.empty(),
                        List.of());
        return new Observed(by, clock.instant(), Duration.ZERO, status);
    }

    private static Check check(String host) {
        return new Check(
                host,
                "HTTPS",
                new Scope(
                        Scope.What.TLS,
                        host,
                        OptionalInt.of(443),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        ""),
                new Check.Timing(
                        Duration.ofMinutes(5), Optional.empty(), Optional.empty(), true, true),
                new Check.Result(Check.State.OK, true, Optional.empty(), ""),
                new Check.Telling(true, Optional.empty(), false, Optional.empty(), List.of()));
    }

    @Test
    void thoseThatCoverTheFleetAreKeptOnceAnAnswer() throws Exception {
        fold(new Event.SupervisionSeen(seen(NAGIOS)));
        writer.start();

        assertThat(history.checks.poll(EngineHarness.SECONDS, TimeUnit.SECONDS))
                .isEqualTo(Set.of("www.example.org/HTTPS"));
        writer.close();
        assertThat(history.checks).isEmpty();
    }

    @Test
    void nothingIsKeptOfOneThatDidNotAnswerOrIsNotOfTheFleet() {
        fold(
                new Event.SupervisionSeen(
                        new NotObserved(NAGIOS, clock.instant(), Duration.ZERO, "refused")),
                new Event.SupervisionSeen(seen(Supervision.nagios("other", "monitor2"))));
        writer.start();
        writer.close();

        assertThat(history.checks).isEmpty();
    }
}
