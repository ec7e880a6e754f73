package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Crontab.Entry;
import dev.watchkeeper.host.Timetable.CronTable;
import dev.watchkeeper.host.Timetable.Line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class CrontabTest {
    @Test
    void theSystemsTableNamesAUserAndAUsersDoesNot() {
        assertThat(entries("/etc/cron.d/x", "0 3 * * 1-5  deploy  run it"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.user()).isEqualTo("deploy");
                    assertThat(e.expression()).isEqualTo("0 3 * * 1-5");
                    assertThat(e.command()).isEqualTo("run it");
                    assertThat(e.place()).isEqualTo("/etc/cron.d/x:1");
                });
        assertThat(entries("/var/spool/cron/crontabs/anna", "0 3 * * * run it"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.user()).isEqualTo("anna");
                    assertThat(e.command()).isEqualTo("run it");
                });
    }

    @Test
    void namesStandInPlaceOfTheFields() {
        assertThat(entries("/etc/crontab", "@reboot root start", "-@daily root quietly"))
                .extracting(Entry::expression, Entry::command)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("@reboot", "start"),
                        org.assertj.core.groups.Tuple.tuple("@daily", "quietly"));
    }

    @Test
    void assignmentsAreNoEntriesAndOnlyTheZoneOfSomeCronsCounts() {
        String[] lines = {
            "MAILTO=\"\"", "SECRET = a b", "CRON_TZ=Asia/Tokyo", "0 3 * * * root x",
        };

        assertThat(entries("/etc/crontab", lines))
                .singleElement()
                .satisfies(e -> assertThat(e.zone()).contains(ZoneId.of("Asia/Tokyo")));
        assertThat(Crontab.entries(table("/etc/crontab", lines), false))
                .singleElement()
                .satisfies(e -> assertThat(e.zone()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'mail -s x me%body', 'mail -s x me'",
        "'date +\\%F > f', 'date +%F > f'",
        "'a  b   c', 'a b c'"
    })
    void whatFollowsAPercentSignIsInput(String command, String program) {
        assertThat(Crontab.program(command)).isEqualTo(program);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "0 3 * *", "=x", "@reboot", "0 3 * * * root", "# 0 3 * * * a b"})
    void whatIsNoEntryIsPassedOver(String line) {
        assertThat(entries("/etc/crontab", line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "timeout -k 30 2h x, PT2H",
        "cd /p && /usr/bin/timeout --kill-after=5 90 ./x, PT1M30S",
        "flock -n l timeout -s KILL 1.5m x, PT1M30S"
    })
    void aTimeoutThatKillsIsALimit(String command, Duration most) {
        assertThat(CommandLimit.of(command)).isEqualTo(new Limit.Of(most, "timeout -k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "timeout 2h x", "timeout.sh 5 x", "echo timeout", "mytimeout -k 1 5 x"})
    void allElseIsNone(String command) {
        assertThat(CommandLimit.of(command)).isInstanceOf(Limit.None.class);
    }

    private static List<Entry> entries(String path, String... lines) {
        return Crontab.entries(table(path, lines), true);
    }

    private static CronTable table(String path, String... lines) {
        var numbered = new ArrayList<Line>();
        for (String line : lines) {
            numbered.add(new Line(numbered.size() + 1, line));
        }
        return new CronTable(path, Optional.empty(), numbered);
    }
}
