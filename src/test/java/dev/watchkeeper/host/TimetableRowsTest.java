package dev.watchkeeper.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.Timetable.CronStart;
import dev.watchkeeper.host.Timetable.CronTable;
import dev.watchkeeper.host.Timetable.Line;
import dev.watchkeeper.host.Timetable.PlaySettings;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class TimetableRowsTest {
    @Test
    void crontabsAreReadWithTheirLinesAndWhenTheyChanged() {
        CronTable nightly = table(timetable(), "/etc/cron.d/nightly");

        assertThat(nightly.changed()).contains(Instant.ofEpochSecond(1_795_392_995L));
        assertThat(nightly.lines())
                .contains(
                        new Line(
                                3,
                                "* * * * * root /usr/local/bin/nightly.sh  --limit all % stdin % of"
                                        + " it"))
                .hasSize(5);
    }

    @Test
    void whatCronLastStartedComesFromTheJournal() {
        assertThat(timetable().starts())
                .contains(
                        new CronStart(
                                "root",
                                "/usr/local/bin/nightly.sh  --limit^Iall ",
                                Instant.ofEpochSecond(1_795_394_041L)),
                        new CronStart(
                                "nobody",
                                "date +%F >/dev/null",
                                Instant.ofEpochSecond(1_795_394_041L)));
        assertThat(timetable().startsSince()).contains(Instant.ofEpochSecond(1_795_393_021L));
    }

    @Test
    void linesOfASystemLogAreOfTheYearBeforeTheClock() {
        var log = new LogLines(ZoneId.of("Europe/Berlin"), Instant.parse("2026-01-02T00:00:00Z"));

        assertThat(log.start("Dec 31 03:00:01 h CRON[12]: (root) CMD (a (b) c)"))
                .contains(new CronStart("root", "a (b) c", Instant.parse("2025-12-31T02:00:01Z")));
        assertThat(log.start("Jan  1 03:00:01 h CROND[12]: (w) CMD (x)").orElseThrow().at())
                .isEqualTo("2026-01-01T02:00:01Z");
        assertThat(log.instant("Feb 29 03:00:01 h x"))
                .contains(Instant.parse("2024-02-29T02:00:01Z"));
        assertThat(log.start("2026-01-01T03:00:01.123456+01:00 h CRON[12]: (root) CMD (x)"))
                .contains(new CronStart("root", "x", Instant.parse("2026-01-01T02:00:01.123456Z")));
        assertThat(log.start("Jan  1 03:00:01 alp crond[7]: USER root pid  34 cmd run it"))
                .contains(new CronStart("root", "run it", Instant.parse("2026-01-01T02:00:01Z")));
        assertThat(log.start("Jan 99 03:00:01 h CRON[12]: (root) CMD (x)")).isEmpty();
    }

    @Test
    void propertiesOfUnitsAreReadAndWhatComesTwiceIsKept() {
        Timetable t = timetable();

        assertThat(t.systemd()).contains(true);
        assertThat(t.units().get("nightly.service"))
                .containsEntry("Result", "exit-code")
                .containsEntry("ExecMainStatus", "3");
        assertThat(t.units().get("limited.timer"))
                .hasEntrySatisfying("TimersCalendar", c -> assertThat(c.lines()).hasSize(2));
        assertThat(t.unitFiles())
                .containsEntry("fstrim.timer", "masked")
                .containsEntry("dpkg-db-backup.timer", "disabled");
    }

    @Test
    void theConfigurationOfARunAndItsServiceAreRead() {
        assertThat(timetable().services()).containsExactly(Map.entry(468L, "play.service"));
        assertThat(timetable().plays())
                .containsExactly(
                        new PlaySettings(
                                468,
                                Optional.of(Map.of("ANSIBLE_TASK_TIMEOUT", "0")),
                                Optional.of("/tmp/play/ansible.cfg"),
                                List.of(
                                        new Line(1, "[defaults]"),
                                        new Line(5, "timeout=20"),
                                        new Line(6, "[ssh_connection]")),
                                Optional.empty()));
        assertThat(timetable().fuseLimit()).hasValue(0);
    }

    @Test
    void aZoneThatDoesNotAgreeWithTheClockGivesWayToTheOffset() {
        assertThat(zoned("+0100 Europe/Berlin").zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(zoned("+0530 Europe/Berlin").zone()).contains(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(zoned("+0200 ../../etc/passwd").zone()).contains(ZoneOffset.ofHours(2));
        assertThat(zoned("UTC -").zone()).isEmpty();
    }

    @Test
    void aProbeThatSaysNothingOfSchedulesLeavesThemUnknown() {
        assertThat(new RecordedTimetable().without("tz ").snapshot().timetable()).isEmpty();
    }

    // fault 46, fault 48
    @Test
    void hostileRowsAreShownNotObeyed() {
        HostSnapshot s =
                new RecordedTimetable()
                        .plus(
                                "cron /etc/cron.d/evil:1:* * * * * root \u001b[2J\u202eecho",
                                "cron no line at all",
                                "cron /etc/cron.d/evil:99999999999:x",
                                "unit =nothing",
                                "play x file y",
                                "play 7 dance y",
                                "unitfile lonely")
                        .snapshot();

        Timetable t = s.timetable().orElseThrow();
        assertThat(table(t, "/etc/cron.d/evil").lines())
                .containsExactly(new Line(1, "* * * * * root \\u{1b}[2J\\u{202e}echo"));
        assertThat(s.notes()).contains("5 rows of the probe's output could not be read");
        assertThat(s.complete()).isTrue();
    }

    @Test
    void aFloodOfRowsIsCapped() {
        String[] flood = new String[20_000];
        for (int i = 0; i < flood.length; i++) {
            flood[i] = "part /etc/cron.daily/" + i;
        }

        assertThat(new RecordedTimetable().plus(flood).snapshot().timetable().orElseThrow().parts())
                .hasSizeLessThanOrEqualTo(4_000);
    }

    private static Timetable zoned(String zone) {
        return new RecordedTimetable()
                .without("tz ")
                .plus("tz " + zone)
                .snapshot()
                .timetable()
                .orElseThrow();
    }

    private static CronTable table(Timetable timetable, String path) {
        return timetable.tables().stream()
                .filter(t -> t.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Timetable timetable() {
        return new RecordedTimetable().snapshot().timetable().orElseThrow();
    }
}
