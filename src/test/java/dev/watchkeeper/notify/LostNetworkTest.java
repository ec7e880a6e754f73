package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.NetworkChange;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.notify.Change.Event;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What is told when it is the workstation that lost its network: one notice, by the real rules.
final class LostNetworkTest {
    private static final Notifications HOW = Notifications.NONE;
    private static final List<Host> HOSTS =
            IntStream.range(0, 200).mapToObj(i -> Host.of("h" + i + ".example")).toList();
    private static final Fleet FLEET = Samples.fleet(List.of(), HOSTS);

    private final Decider decider = new Decider(Map.of());
    private final List<Change> told = new ArrayList<>();
    private Instant now = Sights.NOW;
    private FleetSnapshot snapshot = FleetSnapshot.empty(FLEET, now);

    private void look(Fold fold) {
        snapshot = fold.at(now);
        var sight = new Sight(snapshot, Rules.evaluate(snapshot), Map.of(), true);
        Decision decision = decider.next(sight, now, HOW, _ -> false);
        decider.took(decision, sight);
        told.addAll(decision.changes());
    }

    private Fold fold() {
        return new Fold(snapshot);
    }

    private Fold well(Fold fold, int from, int to) {
        HOSTS.subList(from, to)
                .forEach(h -> fold.add(Samples.probed(h, now, List.of(), List.of())));
        return fold;
    }

    private Fold away(Fold fold, int from, int to, Reason reason) {
        return away(fold, from, to, Phase.CONNECT, reason);
    }

    private Fold away(Fold fold, int from, int to, Phase phase, Reason reason) {
        for (Host h : HOSTS.subList(from, to)) {
            fold.add(new NotProbed(h, now, Duration.ofSeconds(1), phase, reason, "gone"));
        }
        return fold;
    }

    private void step(Duration by) {
        now = now.plus(by);
    }

    @Test
    void wifiThatIsLostIsOneNoticeAndItsReturnIsOne() {
        // fault 84
        look(well(fold(), 0, 200));
        step(Duration.ofMinutes(1));
        look(away(fold(), 0, 1, Reason.UNREACHABLE));
        step(Duration.ofSeconds(1));
        look(away(fold(), 1, 120, Reason.UNREACHABLE));
        step(Duration.ofSeconds(1));
        look(away(fold(), 120, 200, Reason.NAME_NOT_RESOLVED));
        step(HOW.gather());
        look(fold());

        assertThat(told)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.kind()).isEqualTo(FindingKind.CONSOLE_OFFLINE.label());
                    assertThat(c.event()).isEqualTo(Event.OPENED);
                    assertThat(c.symptomCount()).isEqualTo(200);
                });

        step(Duration.ofMinutes(10));
        look(well(fold(), 0, 100));
        step(Duration.ofSeconds(30));
        look(fold());
        step(Duration.ofSeconds(30));
        look(well(fold(), 100, 200));
        step(HOW.hold().plus(HOW.gather()));
        look(fold());

        assertThat(told).extracting(Change::event).containsExactly(Event.OPENED, Event.RESOLVED);
    }

    @Test
    void aVpnThatIsGoneIsOneNotice() {
        // fault 85
        look(well(fold(), 0, 200));
        step(Duration.ofSeconds(30));
        NetworkChange gone = new NetworkChange(now, List.of("wg0 10.8.0.2"), List.of());
        step(Duration.ofSeconds(10));
        look(away(fold().add(gone), 0, 60, Reason.TIMED_OUT));
        step(HOW.gather());
        look(fold());

        assertThat(told)
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.key()).isEqualTo("console-offline/network");
                    assertThat(c.symptomCount()).isEqualTo(60);
                });
    }

    @Test
    void aFindingOfAHostThatCannotBeAskedIsNotToldToBeOver() {
        look(away(well(fold(), 0, 200), 0, 1, Phase.RUN, Reason.TIMED_OUT));
        step(HOW.gather());
        look(fold());
        assertThat(told).extracting(Change::kind).containsExactly("host-hung");
        told.clear();

        step(Duration.ofMinutes(1));
        look(away(fold(), 0, 1, Reason.REFUSED));
        step(Duration.ofMinutes(12));
        look(fold());
        assertThat(told).extracting(Change::kind).containsExactly("host-unreachable");
        told.clear();

        look(well(fold(), 0, 200));
        step(HOW.hold().plus(HOW.gather()));
        look(fold());
        assertThat(told)
                .extracting(Change::event, Change::kind)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Event.RESOLVED, "host-hung"),
                        org.assertj.core.groups.Tuple.tuple(Event.RESOLVED, "host-unreachable"));
    }
}
