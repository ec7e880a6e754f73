package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

final class SystemdTimesTest {
    @Test
    void timesAreReadAsSystemctlPrintsThemInUtc() {
        Instant at = Instant.parse("2026-11-23T03:00:01Z");

        assertThat(SystemdTimes.instant("Mon 2026-11-23 03:00:01 UTC")).contains(at);
        assertThat(SystemdTimes.instant("Mon 2026-11-23 03:00:01.123456 UTC")).contains(at);
        assertThat(SystemdTimes.instant("@1795402801")).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n/a",
                "0",
                "Mon 2026-11-23 03:00:01 CET",
                "Mon 2026-99-99 03:00:01 UTC"
            })
    void whatIsNoTimeIsNotKnown(String text) {
        assertThat(SystemdTimes.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "6h 43min 25.838329s, PT6H43M25.838S",
        "1min 30s, PT1M30S",
        "2w 1d, PT360H",
        "2months, PT1461H",
        "500ms, PT0.5S"
    })
    void spansAreReadAsSystemctlPrintsThem(String text, Duration span) {
        assertThat(SystemdTimes.span(text)).contains(span);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infinity", "0", "", "5 apples", "1h later", "99999999999h"})
    void whatIsNoSpanIsNotKnown(String text) {
        assertThat(SystemdTimes.span(text)).isEmpty();
    }

    /// From noon of 22 November 2026, a Sunday.
    @ParameterizedTest
    @CsvSource({
        "*-*-* 03:00:00, 2026-11-23T03:00",
        "'*-*-* 00,12:00:00', 2026-11-23T00:00",
        "*-*-* *:00/10:00, 2026-11-22T12:10",
        "Mon *-*-* 00:00:00, 2026-11-23T00:00",
        "Mon..Fri *-*-01..07 04:15:00, 2026-12-01T04:15",
        "'*-01,04,07,10-01 00:00:00', 2027-01-01T00:00",
        "'Sat,Sun *-*-* 13:00:00 Europe/Berlin', 2026-11-28T12:00"
    })
    void calendarsAreReadAsSystemctlPrintsThem(String calendar, LocalDateTime next) {
        List<CalendarTimes> times = CalendarTimes.of(List.of("OnCalendar=" + calendar));

        assertThat(times)
                .singleElement()
                .satisfies(t ->
                        assertThat(t.next(Instant.parse("2026-11-22T12:00:00Z"), ZoneId.of("UTC")))
                                .contains(next.toInstant(ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OnCalendar=*-*~03 03:00:00",
                "OnCalendar=2026-*-* 03:00:00",
                "OnCalendar=*-*-* 03:00:30",
                "OnBootSec=15min",
                "OnCalendar=*-*-* 03:00:00 Mars/Olympus"
            })
    void aCalendarThatIsNotUnderstoodMakesAllOfThemUnknown(String calendar) {
        assertThat(CalendarTimes.of(List.of("OnCalendar=*-*-* 03:00:00", calendar))).isEmpty();
    }
}
