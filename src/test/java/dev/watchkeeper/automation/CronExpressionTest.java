package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class CronExpressionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// From noon of 22 November 2026, a Sunday.
    @ParameterizedTest
    @CsvSource({
        "0 3 * * *, 2026-11-23T03:00",
        "*/5 * * * *, 2026-11-22T12:05",
        "1-59/2 12 * * *, 2026-11-22T12:01",
        "0 12 * * 7, 2026-11-29T12:00",
        "0 12 * * 0, 2026-11-29T12:00",
        "0 3 * * sun-tue, 2026-11-23T03:00",
        "0 3 * * SAT, 2026-11-28T03:00",
        "0 3 * * 5-7, 2026-11-27T03:00",
        "0 0 * JAN *, 2027-01-01T00:00",
        "0 0 1 1-3/2 *, 2027-01-01T00:00",
        "0 0 29 2 *, 2028-02-29T00:00",
        "@daily, 2026-11-23T00:00",
        "@weekly, 2026-11-29T00:00",
        "@monthly, 2026-12-01T00:00",
        "@hourly, 2026-11-22T13:00",
        "@yearly, 2027-01-01T00:00",
    })
    void theNextStartIsWhereCronPutsIt(String expression, LocalDateTime next) {
        assertThat(next(expression, "2026-11-22T12:00")).contains(next);
    }

    @Test
    void aDayIsDueByItsNumberOrByItsWeekday() {
        assertThat(several("0 0 13 * fri", "2026-11-22T12:00", 4))
                .containsExactly(
                        "2026-11-27T00:00",
                        "2026-12-04T00:00",
                        "2026-12-11T00:00",
                        "2026-12-13T00:00");
    }

    @Test
    void aDayFieldThatBeginsWithAStarMustHoldTogetherWithTheWeekday() {
        assertThat(several("0 0 */2 * 1", "2026-11-22T12:00", 2))
                .containsExactly("2026-11-23T00:00", "2026-12-07T00:00");
    }

    @Test
    void inSpringWhatFallsIntoTheHourLeftOutStartsRightAfterIt() {
        assertThat(several("30 2 * * *", "2026-03-28T12:00", 3))
                .containsExactly("2026-03-29T03:00", "2026-03-30T02:30", "2026-03-31T02:30");
        assertThat(several("*/30 * * * *", "2026-03-29T01:20", 3))
                .containsExactly("2026-03-29T01:30", "2026-03-29T03:00", "2026-03-29T03:30");
    }

    @Test
    void inAutumnACertainHourStartsOnce() {
        CronExpression nightly = CronExpression.of("30 2 * * *").orElseThrow();

        assertThat(nightly.due(at("2026-10-24T12:00"), at("2026-10-26T12:00"), BERLIN, 100))
                .isEqualTo(2);
        assertThat(
                        CronExpression.of("0 * * * *")
                                .orElseThrow()
                                .due(at("2026-10-25T00:30"), at("2026-10-25T04:30"), BERLIN, 100))
                .isEqualTo(5);
    }

    @Test
    void startsThatWereDueAreCountedToALimit() {
        CronExpression often = CronExpression.of("* * * * *").orElseThrow();

        assertThat(often.due(at("2026-11-22T12:00"), at("2026-11-22T13:00"), BERLIN, 1_000))
                .isEqualTo(60);
        assertThat(often.due(at("2020-11-22T12:00"), at("2026-11-22T13:00"), BERLIN, 1_000))
                .isEqualTo(1_000);
    }

    @Test
    void a31stOfFebruaryNeverComes() {
        assertThat(next("0 0 31 2 *", "2026-11-22T12:00")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@reboot",
                "60 * * * *",
                "~ * * * *",
                "* * * *",
                "* * * * * *",
                "0 3 * * Monday",
                "",
                "a b c d e",
                "0 0 32 * *",
                "0 0 */0 * *",
                "1-/2 * * * *"
            })
    void whatCronWouldNotTakeIsNotUnderstood(String expression) {
        assertThat(CronExpression.of(expression)).isEmpty();
    }

    private static Optional<LocalDateTime> next(String expression, String after) {
        return CronExpression.of(expression)
                .orElseThrow()
                .next(at(after), BERLIN)
                .map(i -> i.atZone(BERLIN).toLocalDateTime());
    }

    private static List<String> several(String expression, String after, int count) {
        CronExpression times = CronExpression.of(expression).orElseThrow();
        var all = new ArrayList<String>();
        Instant at = at(after);
        for (int i = 0; i < count; i++) {
            at = times.next(at, BERLIN).orElseThrow();
            all.add(at.atZone(BERLIN).toLocalDateTime().toString());
        }
        return all;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
