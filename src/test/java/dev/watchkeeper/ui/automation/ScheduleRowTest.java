package dev.watchkeeper.ui.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// The rows of schedules, without a window.
final class ScheduleRowTest {
    private static final Instant LAST = SampleSchedules.LAST.instant().orElseThrow();
    private static final Outcome DONE = new Outcome.Succeeded(LAST);

    private final Ages ages = new Ages(InstantSource.fixed(SampleSchedules.NOW), ZoneOffset.UTC);

    @Test
    void whatWasMissedFailedOrWillNotStartIsTrouble() {
        assertThat(verdict(SampleSchedules.nightly(missed())))
                .isEqualTo(new Verdict(Mark.HIGH, "missed 6"));
        assertThat(verdict(timer(Standing.ACTIVE, new Outcome.Failed("1", Optional.empty()))))
                .isEqualTo(new Verdict(Mark.HIGH, "failed"));
        assertThat(verdict(timer(Standing.STOPPED, DONE)))
                .isEqualTo(new Verdict(Mark.HIGH, "will not start"));
    }

    @Test
    void onlyWhatIsKnownToHaveGoneWellIsOk() {
        assertThat(verdict(timer(Standing.ACTIVE, DONE)).mark()).isEqualTo(Mark.OK);
        assertThat(verdict(timer(Standing.UNKNOWN, DONE)).mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(verdict(SampleSchedules.nightly(new Missed.Nothing())))
                .isEqualTo(new Verdict(Mark.UNKNOWN, "outcome not known"));
        assertThat(verdict(SampleSchedules.nightly(new Missed.Unknown("no log"))))
                .isEqualTo(new Verdict(Mark.UNKNOWN, "starts not known"));
        assertThat(row(timer(Standing.ACTIVE, DONE), true).verdict())
                .isEqualTo(new Verdict(Mark.UNKNOWN, "not seen lately"));
    }

    @Test
    void whoeverIsOffIsSaidToBe() {
        assertThat(verdict(timer(Standing.DISABLED, DONE)).word()).isEqualTo("disabled");
        assertThat(verdict(timer(Standing.MASKED, DONE)).word()).isEqualTo("masked");
    }

    @Test
    void momentsAreRelativeInTheTableAndAbsoluteWithTheirZoneInTheTooltip() {
        var moments = new Moments(ages);

        assertThat(moments.brief(SampleSchedules.LAST)).isEqualTo("47 min ago");
        assertThat(moments.full(SampleSchedules.LAST)).isEqualTo("2026-11-22 02:00:00 UTC");
        assertThat(moments.brief(SampleSchedules.NIGHT)).isEqualTo("in 24 h");
    }

    @Test
    void whatIsNotKnownSaysWhyAndHostileReasonsAreEscaped() {
        var moments = new Moments(ages);

        assertThat(moments.brief(SampleSchedules.NO_RECORD)).isEqualTo("not known");
        assertThat(moments.full(SampleSchedules.NO_RECORD))
                .isEqualTo("not known: cron keeps no outcome");
        assertThat(moments.full(new Moment.Never("\u001b[2J"))).isEqualTo("never: \\u{1b}[2J");
    }

    @Test
    void theDetailsTellTheZoneInWhichTheHostReadsTheExpression() {
        Map<String, String> fields =
                new ScheduleFields(ages).of(row(SampleSchedules.nightly(missed()), false));

        assertThat(fields)
                .containsEntry("when", "0 2 * * * (zone Europe/Berlin)")
                .containsEntry(
                        "missed", "6, the first due at 2026-11-16 02:47:00 UTC: cron was off")
                .containsEntry("last outcome", "not known: cron keeps no outcome")
                .containsEntry("time limit", "none: no timeout in the command");
    }

    private static Missed missed() {
        return new Missed.Times(
                6, SampleSchedules.NOW.minus(java.time.Duration.ofDays(6)), "cron was off");
    }

    private static Schedule timer(Standing standing, Outcome outcome) {
        return SampleSchedules.timer("nightly.timer", standing, outcome);
    }

    private static Verdict verdict(Schedule schedule) {
        return row(schedule, false).verdict();
    }

    private static ScheduleRow row(Schedule schedule, boolean outdated) {
        return new ScheduleRow(
                Host.of("ant-queen"),
                schedule,
                SampleSchedules.NOW,
                outdated,
                0,
                Optional.of(ZoneId.of("Europe/Berlin")));
    }
}
