package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.RecordedTimetable;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Thresholds;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class ScheduleRuleTest {
    private static final Host QUEEN = Host.of("ant-queen");

    @Test
    void aTimerWhoseRunDoesNotEndIsFoundAndTheRestIsOnlyShown() {
        Finding late = late(new RecordedTimetable()).orElseThrow();

        assertThat(late.key().value()).isEqualTo("schedule-missed/ant-queen");
        assertThat(late.severity()).isEqualTo(Severity.HIGH);
        assertThat(late.statement().title())
                .isEqualTo(
                        "ant-queen: play.timer missed 14 starts, the first due 16 min ago: the run"
                                + " before has not ended");
        assertThat(late.statement().evidence())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.what()).isEqualTo("play.timer");
                    assertThat(e.text())
                            .contains(
                                    "OnCalendar=*-*-* *:*:00 as root: /tmp/play/ansible-fake 4000")
                            .contains("a run is under way, begun 17 min ago");
                });
    }

    @Test
    void oneStartThatDidNotComeIsNotYetBad() {
        var once =
                quiet(new RecordedTimetable())
                        .plus(
                                "cron /etc/crontab:40:15 0 * * * root ansible-playbook a.yml",
                                "start 1795307701 h CRON[9]: (root) CMD (ansible-playbook a.yml)");

        assertThat(late(once).orElseThrow().severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void aNightlyRunUnderACronThatDoesNotRunIsFound() {
        var stopped = quiet(new RecordedTimetable()).without("p (69|716) ");
        Finding late = late(stopped).orElseThrow();

        assertThat(late.severity()).isEqualTo(Severity.HIGH);
        assertThat(late.statement().title())
                .isEqualTo("ant-queen: /etc/cron.d/nightly:5 does not start: cron does not run");
    }

    @Test
    void whatNobodyCouldTellIsNoFinding() {
        var unknown =
                quiet(new RecordedTimetable())
                        .without("p (69|716) ")
                        .without("start ")
                        .without("logged ")
                        .plus("cut 3 200 900");

        assertThat(late(unknown)).isEmpty();
        assertThat(late(new RecordedTimetable().without("tz "))).isEmpty();
    }

    @Test
    void aDisabledTimerMattersOnlyWhereARenewalOfTheFleetDependsOnIt() {
        var disabled =
                quiet(new RecordedTimetable())
                        .with(o ->
                                o.replace(
                                        "unitfile certbot.timer                enabled",
                                        "unitfile certbot.timer                disabled"))
                        .with(o ->
                                o.replaceAll(
                                        "(?s)(unit Id=certbot.timer\nabcdefgh unit"
                                                + " LoadState=loaded\nabcdefgh unit"
                                                + " ActiveState=)active(.*?UnitFileState=)enabled",
                                        "$1inactive$2disabled"));

        assertThat(late(disabled)).isEmpty();
        assertThat(late(disabled, certbot("ant-queen")).orElseThrow().statement().title())
                .isEqualTo("ant-queen: certbot.timer does not start: disabled");
        assertThat(late(disabled, certbot("elsewhere"))).isEmpty();
        assertThat(
                        late(
                                disabled.plus("cron /etc/crontab:41:0 5 * * * root certbot renew"),
                                certbot("ant-queen")))
                .isEmpty();
    }

    @Test
    void whatTheFleetFileSaysRunsARenewalMattersOnWhateverHostItIs() {
        var once =
                quiet(new RecordedTimetable())
                        .plus(
                                "cron /etc/crontab:40:15 0 * * * root /opt/renew-all.sh",
                                "start 1795307701 h CRON[9]: (root) CMD (/opt/renew-all.sh)");

        assertThat(late(once)).isEmpty();
        assertThat(
                        late(once, certbot("proxy1", Optional.of("renew-all.sh")))
                                .orElseThrow()
                                .severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void anEntryThatLeavesItsWorkToSystemdIsNoneThatMatters() {
        var stopped =
                quiet(new RecordedTimetable())
                        .without("p (69|716) ")
                        .without("cron /etc/cron.d/nightly:5:");

        assertThat(late(stopped, certbot("ant-queen"))).isEmpty();
        assertThat(
                        late(stopped.without("systemd ").plus("systemd no"), certbot("ant-queen"))
                                .orElseThrow()
                                .statement()
                                .title())
                .contains("/etc/cron.d/certbot:17 does not start: cron does not run");
    }

    @Test
    void aRenewalThatFailedIsFound() {
        var failed =
                quiet(new RecordedTimetable())
                        .with(o ->
                                o.replace("argv[]=/usr/bin/timeout 5", "argv[]=/usr/bin/certbot"));
        Finding f = of(FindingKind.SCHEDULE_FAILED, failed, certbot("ant-queen")).orElseThrow();

        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: nightly.timer its last run failed, exit status 3");
    }

    @Test
    void startsMissedBecauseRunsAreStuckAreASymptomOfThose() {
        String rows =
                """
                tz +0000 Etc/UTC
                table 1 /etc/crontab
                cron /etc/crontab:7:* * * * * root ansible-playbook nightly.yml
                logged 1795386000.0 h x
                start 1795386000.0 h CRON[1]: (root) CMD (ansible-playbook nightly.yml)
                systemd no
                """;
        List<Finding> all =
                new RecordedOutage("folders")
                        .with("ant-queen", o -> withRows(o, rows))
                        .with("builder1", o -> withRows(o, rows))
                        .findings();

        assertThat(all)
                .filteredOn(f -> f.kind() == FindingKind.SCHEDULE_MISSED)
                .extracting(f -> f.key().value(), f -> f.statement().cause())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "schedule-missed/ant-queen",
                                Optional.of(new FindingKey("run-stuck/ant-queen"))),
                        org.assertj.core.groups.Tuple.tuple(
                                "schedule-missed/builder1", Optional.empty()));
    }

    private static String withRows(String output, String rows) {
        String nonce = output.lines().filter(l -> l.endsWith(" begin 1")).findFirst().orElseThrow();
        String word = nonce.substring(0, nonce.indexOf(' '));
        String more = rows.lines().map(r -> word + " " + r + "\n").reduce("", String::concat);
        return output.replace(word + " end ", more + word + " end ");
    }

    /// Without the run that does not end.
    private static RecordedTimetable quiet(RecordedTimetable recorded) {
        return recorded.without("in 468 ").with(o -> o.replace("ansible-fake", "other"));
    }

    private static Renewal certbot(String host) {
        return certbot(host, Optional.empty());
    }

    private static Renewal certbot(String host, Optional<String> runBy) {
        return new Renewal(
                "docs",
                host,
                List.of("/usr/bin/certbot", "renew"),
                Duration.ofMinutes(5),
                List.of(),
                List.of(),
                true,
                runBy);
    }

    private static Optional<Finding> late(RecordedTimetable recorded, Renewal... renewals) {
        return of(FindingKind.SCHEDULE_MISSED, recorded, renewals);
    }

    private static Optional<Finding> of(
            FindingKind kind, RecordedTimetable recorded, Renewal... renewals) {
        return findings(recorded, renewals).stream().filter(f -> f.kind() == kind).findFirst();
    }

    static List<Finding> findings(RecordedTimetable recorded, Renewal... renewals) {
        return Rules.evaluate(snapshot(recorded, renewals));
    }

    static FleetSnapshot snapshot(RecordedTimetable recorded, Renewal... renewals) {
        var fleet =
                new Fleet(List.of(), List.of(QUEEN), Arrays.asList(renewals), Thresholds.DEFAULT);
        var fold = new Fold(FleetSnapshot.empty(fleet, RecordedTimetable.CLOCK));
        fold.add(
                new Probed(
                        QUEEN,
                        RecordedTimetable.CLOCK,
                        Duration.ofSeconds(1),
                        recorded.snapshot()));
        return fold.at(RecordedTimetable.CLOCK);
    }
}
