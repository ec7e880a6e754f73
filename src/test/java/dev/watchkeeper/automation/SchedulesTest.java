package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RecordedTimetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Optional;

final class SchedulesTest {
    private static final String NIGHTLY = "/etc/cron.d/nightly:3";

    @Test
    void anEntryOfCronTellsItsLastAndNextStartAndNoOutcome() {
        Schedule s = of(new RecordedTimetable(), NIGHTLY);

        assertThat(s.kind()).isEqualTo(Kind.CRON);
        assertThat(s.user()).isEqualTo("root");
        assertThat(s.standing()).isEqualTo(Standing.ACTIVE);
        assertThat(s.lastStart()).isEqualTo(at("2026-11-23T00:34:01Z"));
        assertThat(s.next()).isEqualTo(at("2026-11-23T00:35:00Z"));
        assertThat(s.lastSuccess()).isEqualTo(new Moment.Unknown("cron keeps no outcome"));
        assertThat(s.missed()).isEqualTo(new Missed.Nothing());
        assertThat(s.limit()).isInstanceOf(Limit.None.class);
        assertThat(of(new RecordedTimetable(), "/etc/cron.d/nightly:5").limit())
                .isInstanceOf(Limit.Of.class);
    }

    @Test
    void aScriptThatRunPartsStartsHasTheTimesOfItsEntry() {
        Schedule s = of(new RecordedTimetable(), "/etc/cron.daily/dpkg");

        assertThat(s.expression()).isEqualTo("25 6 * * *");
        assertThat(s.definedIn()).isEqualTo("/etc/crontab:19");
        assertThat(s.next()).isEqualTo(at("2026-11-23T06:25:00Z"));
    }

    @Test
    void startsThatDidNotComeAreCountedFromTheLastOne() {
        Schedule s =
                of(
                        new RecordedTimetable()
                                .with(o ->
                                        o.replace(
                                                "start 1795394041.293115 ",
                                                "start 1795393441.293115 ")),
                        NIGHTLY);

        // Due at 00:25 and each minute until three minutes ago.
        assertThat(s.missed())
                .isEqualTo(
                        new Missed.Times(
                                7,
                                Instant.parse("2026-11-23T00:25:00Z"),
                                "the log of cron has no start"));
    }

    @Test
    void withoutCronNothingStartsAndThatIsSaid() {
        Schedule s = of(new RecordedTimetable().without("p (69|716) "), NIGHTLY);

        assertThat(s.standing()).isEqualTo(Standing.STOPPED);
        assertThat(s.next()).isEqualTo(new Moment.Never("cron does not run"));
    }

    @Test
    void whereProcessesAreMissingNobodyCanTellWhetherCronRuns() {
        Schedule s =
                of(new RecordedTimetable().without("p (69|716) ").plus("cut 3 200 900"), NIGHTLY);

        assertThat(s.standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void withoutALogNothingIsSaidToBeMissed() {
        var recorded = new RecordedTimetable().without("start ").without("logged ");
        Schedule s = of(recorded, NIGHTLY);

        assertThat(s.missed()).isEqualTo(new Missed.Unknown("no log of cron could be read"));
        assertThat(s.lastStart()).isInstanceOf(Moment.Unknown.class);
        assertThat(Schedules.of(recorded.snapshot()).unread())
                .contains("last starts of cron: no log of it could be read");
    }

    @Test
    void anEntryThatWasWrittenAfterTheLogBeganIsDueFromThenOn() {
        Schedule s =
                of(
                        new RecordedTimetable()
                                .without("start 1795394041.293115 ")
                                .with(o -> o.replace("table 1795392995 ", "table 1795393900 ")),
                        NIGHTLY);

        assertThat(s.missed()).isEqualTo(new Missed.Nothing());
    }

    @Test
    void timesAreThoseOfTheHostsZone() {
        Schedule s =
                of(
                        new RecordedTimetable().without("tz ").plus("tz +0100 Europe/Berlin"),
                        "/etc/cron.daily/dpkg");

        assertThat(s.next()).isEqualTo(at("2026-11-23T05:25:00Z"));
    }

    @Test
    void atBootMeansNeverUntilThen() {
        Schedule s =
                of(
                        new RecordedTimetable().plus("cron /etc/crontab:40:@reboot root start-it"),
                        "/etc/crontab:40");

        assertThat(s.next()).isEqualTo(new Moment.Never("it starts with cron at boot only"));
        assertThat(s.missed()).isInstanceOf(Missed.Unknown.class);
    }

    @Test
    void aTimerTellsHowItsLastRunEnded() {
        Schedule s = of(new RecordedTimetable(), "nightly.timer");

        assertThat(s.expression()).isEqualTo("OnCalendar=*-*-* 03:00:00");
        assertThat(s.user()).isEqualTo("nobody");
        assertThat(s.command()).isEqualTo("/usr/bin/timeout 5 /bin/sh -c sleep 1; exit 3");
        assertThat(s.next()).isEqualTo(at("2026-11-23T03:00:00Z"));
        assertThat(s.outcome())
                .isEqualTo(
                        new Outcome.Failed(
                                "exit status 3",
                                Optional.of(Instant.parse("2026-11-23T00:16:05Z"))));
        assertThat(s.limit())
                .isEqualTo(new Limit.None("TimeoutStartSec of nightly.service is infinity"));
    }

    @Test
    void aTimerWhoseRunDoesNotEndMissesItsStarts() {
        Schedule s = of(new RecordedTimetable(), "play.timer");

        assertThat(s.outcome())
                .isEqualTo(new Outcome.Running(Optional.of(Instant.parse("2026-11-23T00:17:00Z"))));
        assertThat(s.missed())
                .isEqualTo(
                        new Missed.Times(
                                14,
                                Instant.parse("2026-11-23T00:18:00Z"),
                                "the run before has not ended"));
        assertThat(s.next()).isInstanceOf(Moment.Unknown.class);
    }

    @Test
    void timersThatAreMaskedOrDisabledAreShownAsThat() {
        assertThat(of(new RecordedTimetable(), "fstrim.timer").standing())
                .isEqualTo(Standing.MASKED);
        assertThat(of(new RecordedTimetable(), "dpkg-db-backup.timer").standing())
                .isEqualTo(Standing.DISABLED);
        assertThat(of(new RecordedTimetable(), "limited.timer").limit())
                .isInstanceOf(Limit.Of.class);
    }

    @Test
    void theServiceOfARunLeadsToItsTimer() {
        HostSnapshot snapshot = new RecordedTimetable().snapshot();
        Run play =
                Runs.of(snapshot).stream()
                        .filter(r -> r.key().pid() == 468)
                        .findFirst()
                        .orElseThrow();

        assertThat(Schedules.of(snapshot).starterOf(snapshot, play).map(Schedule::name))
                .contains("play.timer");
    }

    @Test
    void theShellUnderCronLeadsToItsEntry() {
        HostSnapshot snapshot =
                new RecordedTimetable()
                        .with(o ->
                                o.replace(
                                        "abcdefgh p 721 720 718 718 S 0 2485207 1"
                                                + " hrtimer_nanosleep sleep",
                                        "abcdefgh p 721 720 718 718 S 0"
                                                + " 2485207 1 hrtimer_nanosleep ansible-playboo"))
                        .snapshot();
        Run run =
                Runs.of(snapshot).stream()
                        .filter(r -> r.key().pid() == 721)
                        .findFirst()
                        .orElseThrow();

        assertThat(Schedules.of(snapshot).starterOf(snapshot, run).map(Schedule::name))
                .contains(NIGHTLY);
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/n.sh >>/var/log/n 2>&1, /bin/sh /opt/n.sh",
        "/opt/n.sh > /dev/null, /bin/bash /opt/n.sh",
        "/opt/n.sh -v </dev/null, /bin/sh -c /opt/n.sh -v </dev/null",
    })
    void aShellThatBecameItsCommandHasNoRedirections(String command, String line) {
        assertThat(isSeen(command, line)).isTrue();
        assertThat(isSeen(command, line.replace("n.sh", "m.sh"))).isFalse();
    }

    private static boolean isSeen(String command, String line) {
        HostSnapshot snapshot =
                new RecordedTimetable()
                        .plus(
                                "cron /etc/crontab:50:0 3 * * * root " + command,
                                "p 900 1 900 900 S 0 2485300 1 do_wait n.sh",
                                "p 901 900 900 900 S 0 2485300 1 do_wait ansible-playboo",
                                "read 900",
                                "l " + line)
                        .snapshot();
        Run run =
                Runs.of(snapshot).stream()
                        .filter(r -> r.key().pid() == 901)
                        .findFirst()
                        .orElseThrow();
        return Schedules.isCommandOf(
                of(
                        new RecordedTimetable()
                                .plus("cron /etc/crontab:50:0 3 * * * root " + command),
                        "/etc/crontab:50"),
                run);
    }

    @Test
    void jobsOfAnacronAreDueByTheirStamps() {
        var recorded =
                new RecordedTimetable()
                        .plus(
                                "crond /usr/sbin/anacron",
                                "cron /etc/anacrontab:9:1 5 cron.daily run-parts /etc/cron.daily",
                                "cron /etc/anacrontab:10:@monthly 15 cron.monthly run-parts x",
                                "stamp cron.daily 20261119",
                                "stamp cron.monthly 20261101");

        assertThat(of(recorded, "/etc/anacrontab:9").missed())
                .isEqualTo(
                        new Missed.Times(
                                3,
                                Instant.parse("2026-11-20T00:00:00Z"),
                                "anacron left no newer stamp"));
        assertThat(of(recorded, "/etc/anacrontab:10").missed()).isEqualTo(new Missed.Nothing());
    }

    @Test
    void whatMayNotBeReadIsUnknownAndNotNothing() {
        Schedules s =
                Schedules.of(
                        new RecordedTimetable()
                                .plus("unread /var/spool/cron/crontabs")
                                .without("systemd ")
                                .snapshot());

        assertThat(s.unread())
                .containsExactly(
                        "/var/spool/cron/crontabs needs root", "timers: systemctl did not answer");
        assertThat(Schedules.of(new RecordedTimetable().without("tz ").snapshot()).known())
                .isFalse();
    }

    private static Moment at(String instant) {
        return new Moment.At(Instant.parse(instant));
    }

    private static Schedule of(RecordedTimetable recorded, String name) {
        return Schedules.of(recorded.snapshot()).all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
