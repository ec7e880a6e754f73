package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.SampleSupervision.NAGIOS;
import static dev.watchkeeper.finding.SampleSupervision.contact;
import static dev.watchkeeper.finding.SampleSupervision.plain;
import static dev.watchkeeper.finding.SampleSupervision.result;
import static dev.watchkeeper.finding.SampleSupervision.telling;
import static dev.watchkeeper.finding.SampleSupervision.timing;
import static dev.watchkeeper.finding.SampleSupervision.with;
import static dev.watchkeeper.finding.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.supervision.Alerting;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Check.Downtime;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Daemon.Life;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What a supervision says of itself, as findings.
final class SupervisionRulesTest {
    @Test
    void aHealthyOneThatWasProvenHasNoFinding() {
        assertThat(proven().with(plain("http")).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED, nagios is stopped by a signal (pid 4711)",
        "GONE, nagios does not run (pid 4711)"
    })
    void aProcessThatDoesNotRunIsDeadHoweverFreshItsFileIs(Life life, String title) {
        Finding dead = only(proven().life(life).with(plain("http")));

        assertThat(dead.key().value()).isEqualTo("supervision-dead/nagios");
        assertThat(dead.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(dead.statement().title()).isEqualTo(title);
    }

    @Test
    void aFileThatIsNotWrittenAnyMoreIsFoundThoughTheProcessRuns() {
        Finding dead = only(proven().writtenAt(NOW.minus(Duration.ofHours(2))).with(plain("http")));

        assertThat(dead.statement().title())
                .isEqualTo("nagios runs, but makes no progress: nothing written for 2 h");
    }

    @Test
    void aFreshFileProvesNothingWhileChecksAreOverdue() {
        Check late = with(plain("late"), timing(NOW.minus(Duration.ofDays(2)), true));

        Finding dead = only(proven().with(late, late, plain("http")));

        assertThat(dead.statement().title())
                .isEqualTo("nagios makes no progress: 2 of 3 checks are overdue");
        assertThat(dead.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void someOverdueChecksAreFallingBehindAndPassiveOnesAreNeverOverdue() {
        Check late = with(plain("late"), timing(NOW.minus(Duration.ofHours(1)), true));
        Check passive = with(plain("passive"), timing(NOW.minus(Duration.ofDays(9)), false));
        var nagios = proven().with(late);
        IntStream.range(0, 9).forEach(i -> nagios.with(plain("c" + i)));

        Finding behind = only(nagios.with(passive, passive, passive));

        assertThat(behind.severity()).isEqualTo(Severity.HIGH);
        assertThat(behind.statement().title())
                .startsWith("nagios falls behind: 1 of 10 checks are overdue");
    }

    @Test
    void oneThatIsDeadIsTheCauseOfAllElse() {
        List<Finding> found = proven().life(Life.GONE).switches(Switch.ON, Switch.OFF).findings();

        assertThat(found)
                .extracting(f -> f.kind())
                .containsExactly(FindingKind.SUPERVISION_DEAD, FindingKind.SUPERVISION_OFF);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
    }

    @Test
    void switchesThatAreOffAreCriticalAndUnknownOnesAreNot() {
        assertThat(only(proven().switches(Switch.OFF, Switch.OFF)).statement().title())
                .isEqualTo("nagios: notifications and checks are switched off as a whole");
        assertThat(proven().switches(Switch.UNKNOWN, Switch.UNKNOWN).findings()).isEmpty();
    }

    @Test
    void checksThatTellNobodyAreCountedByTheirReason() {
        Check off = with(plain("off"), telling(false, Optional.empty(), "oncall"));
        Check alone = with(plain("alone"), telling(true, Optional.empty()));
        Check forEver = with(plain("ever"), telling(true, downtime(Optional.empty()), "oncall"));
        Check years =
                with(
                        plain("years"),
                        telling(
                                true,
                                downtime(Optional.of(NOW.plus(Duration.ofDays(3650)))),
                                "oncall"));
        Check today =
                with(
                        plain("today"),
                        telling(true, downtime(Optional.of(NOW.plusSeconds(3600))), "oncall"));

        Finding muted = only(proven().with(off, alone, forEver, years, today));

        assertThat(muted.statement().title())
                .isEqualTo(
                        "nagios: 4 checks would tell nobody: 1 without notifications, 1 without a"
                                + " contact, 2 in a downtime without end");
    }

    @Test
    void aHardProblemThatNobodyWasToldOfIsFoundAndOneThatWasIsNot() {
        Check bad =
                with(plain("bad"), result(Check.State.CRITICAL, NOW.minus(Duration.ofHours(3))));
        Check told =
                with(
                        bad,
                        new Check.Telling(
                                true,
                                Optional.of(NOW.minus(Duration.ofHours(2))),
                                false,
                                Optional.empty(),
                                List.of("oncall")));
        Check longAgo =
                with(
                        bad,
                        new Check.Telling(
                                true,
                                Optional.of(NOW.minus(Duration.ofHours(4))),
                                false,
                                Optional.empty(),
                                List.of("oncall")));

        assertThat(proven().with(told).findings()).isEmpty();
        assertThat(only(proven().with(bad)).statement().title())
                .isEqualTo("nagios: 1 problem that nobody was told of");
        assertThat(only(proven().with(longAgo)).key().value())
                .isEqualTo("supervision-silent/nagios");
    }

    @Test
    void aProblemIsGivenTimeToBeTold() {
        Check fresh = with(plain("bad"), result(Check.State.CRITICAL, NOW.minusSeconds(60)));

        assertThat(proven().with(fresh).findings()).isEmpty();
    }

    @Test
    void aContactWithoutAWayOrWithABrokenOneIsADeadEndWhereSomethingCountsOnIt() {
        var mute = new Contact("oncall", Switch.ON, Switch.ON, List.of(), Optional.empty());

        assertThat(only(proven().contacts(mute).with(plain("http"))).statement().title())
                .isEqualTo("nagios: contact oncall has no way to be told");
        assertThat(
                        only(proven().contacts(contact("oncall", Switch.OFF)).with(plain("http")))
                                .statement()
                                .title())
                .isEqualTo(
                        "nagios: contact oncall cannot be told: the program of notify-by-email is"
                                + " not there");
        assertThat(
                        proven().contacts(contact("oncall", Switch.ON), contact("old", Switch.OFF))
                                .with(plain("http"))
                                .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|true|ON|ON|nagios: it has found no Alertmanager",
                "1|false|ON|ON|nagios: Watchdog does not fire",
                "1|true|OFF|ON|nagios: Watchdog does not arrive at the Alertmanager",
                "1|true|ON|OFF|nagios: the route of Watchdog ends nowhere (null)"
            })
    void theWayFromPrometheusIsFollowed(
            long discovered, boolean firing, Switch arrived, Switch ends, String title) {
        var dog = new Alerting.Watchdog("Watchdog", firing, arrived, List.of("null"), ends);
        var way =
                new Alerting(
                        OptionalLong.of(discovered),
                        OptionalLong.of(0),
                        List.of(),
                        Optional.of(dog));

        assertThat(only(proven().alerting(way)).statement().title()).isEqualTo(title);
    }

    @Test
    void failedDeliveriesAndSilentAlertmanagersAreToldTogether() {
        var silent = new Alerting.Alertmanager("am1:9093", Optional.of("refused"), List.of());
        var failing =
                new Alerting.Alertmanager(
                        "am2:9093", Optional.empty(), List.of("webhook: 3 of 10"));
        var way =
                new Alerting(
                        OptionalLong.of(2),
                        OptionalLong.of(4),
                        List.of(silent, failing),
                        Optional.empty());

        assertThat(only(proven().alerting(way)).statement().title())
                .isEqualTo(
                        "nagios: 4 alerts dropped in the last hour; Alertmanager am1:9093 does not"
                                + " answer; notifications failed: webhook: 3 of 10");
    }

    @Test
    void oneThatCannotBeAskedIsUnknownAndNotHealthy() {
        var snapshot = proven().silent("connection refused");

        Finding found = new SupervisionRules().findings(Scene.of(snapshot)).getFirst();

        assertThat(found.key().value()).isEqualTo("supervision-unreachable/nagios");
        assertThat(found.statement().title())
                .isEqualTo("nagios cannot be asked: connection refused");
    }

    @Test
    void aDrillThatStoppedNamesItsLeg() {
        DrillResult failed = drill(NOW, Verdict.PASSED, Verdict.FAILED);

        Finding found =
                only(
                        new SampleSupervision()
                                .drilled(drill(NOW.minusSeconds(60), Verdict.PASSED), failed));

        assertThat(found.key().value()).isEqualTo("drill-failed/nagios");
        assertThat(found.statement().title())
                .isEqualTo("nagios would not page: the drill stopped at 'state changed': seen");
    }

    @Test
    void aDrillThatPassedLongAgoProvesNothing() {
        Finding found =
                only(
                        new SampleSupervision()
                                .drilled(drill(NOW.minus(Duration.ofDays(8)), Verdict.PASSED)));

        assertThat(found.kind()).isEqualTo(FindingKind.DRILL_OVERDUE);
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(found.statement().title())
                .isEqualTo("nagios: the last drill that passed was 8 d ago");
    }

    @Test
    void oneThatWasNeverProvenIsSaidSo() {
        Finding found = only(new SampleSupervision());

        assertThat(found.severity()).isEqualTo(Severity.LOW);
        assertThat(found.statement().title()).isEqualTo("nagios: no drill has ever passed");
    }

    private static SampleSupervision proven() {
        return new SampleSupervision().drilled(drill(NOW.minusSeconds(600), Verdict.PASSED));
    }

    private static DrillResult drill(Instant at, Verdict... verdicts) {
        var stages = List.of(Stage.ACCEPTED, Stage.STATE_CHANGED);
        List<Leg> legs =
                IntStream.range(0, verdicts.length)
                        .mapToObj(i ->
                                new Leg(stages.get(i), verdicts[i], Duration.ofMillis(9), "seen"))
                        .toList();
        return new DrillResult(NAGIOS.name(), "token", at, false, legs);
    }

    private static Optional<Downtime> downtime(Optional<Instant> until) {
        return Optional.of(new Downtime(until, "admin", "moving"));
    }

    private static Finding only(SampleSupervision sample) {
        List<Finding> found = sample.findings();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
