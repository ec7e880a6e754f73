package dev.watchkeeper.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.history.CheckHistory.CheckHour;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

final class CheckHoursTest {
    private static final Instant HOUR = Instant.parse("2026-11-22T02:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Supervision NAGIOS = Supervision.nagios("nagios", "monitor1");
    private static final Set<String> IDS = Set.of("www/TLS", "www/Disks");

    @TempDir Path folder;
    private Instant now = HOUR;

    private SqliteHistory open() {
        return SqliteHistory.open(folder.resolve("history.db"), () -> now);
    }

    private static Check check(String name, State state, Instant last, Duration every) {
        return new Check(
                "www",
                name,
                new Scope(
                        Scope.What.TLS_EXPIRY,
                        "www",
                        OptionalInt.of(443),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "check"),
                new Check.Timing(every, Optional.of(last), Optional.empty(), true, true),
                new Check.Result(state, true, Optional.empty(), ""),
                new Check.Telling(true, Optional.empty(), false, Optional.empty(), List.of()));
    }

    /// Seen at a time, by a supervision whose clock is so much behind.
    private static Observed seen(Instant at, Duration behind, Check... checks) {
        var daemon =
                new Daemon(
                        "",
                        OptionalLong.empty(),
                        Daemon.Life.RUNNING,
                        Optional.empty(),
                        Optional.empty(),
                        "");
        return new Observed(
                NAGIOS,
                at,
                Duration.ZERO,
                new SupervisionStatus(
                        at.minus(behind),
                        daemon,
                        Switch.ON,
                        Switch.ON,
                        List.of(checks),
                        List.of(),
                        Optional.empty(),
                        List.of()));
    }

    private static Observed seen(Instant at, Check... checks) {
        return seen(at, Duration.ZERO, checks);
    }

    @Test
    void anHourKeepsTheWorstThatWasSaidInItAlsoOverARestart() {
        Instant at = HOUR.plusSeconds(600);
        try (var history = open()) {
            history.append(seen(at, check("TLS", State.CRITICAL, at, FIVE_MINUTES)), IDS);
        }
        try (var history = open()) {
            Instant later = at.plusSeconds(300);
            history.append(seen(later, check("TLS", State.OK, later, FIVE_MINUTES)), IDS);

            assertThat(history.checkHours(HOUR))
                    .containsExactly(
                            new CheckHour("nagios", "www/TLS", HOUR, State.CRITICAL, true));
        }
    }

    @Test
    void whatDoesNotCoverTheFleetIsNotKept() {
        try (var history = open()) {
            history.append(
                    seen(
                            HOUR,
                            check("TLS", State.OK, HOUR, FIVE_MINUTES),
                            check("Printer", State.OK, HOUR, FIVE_MINUTES)),
                    IDS);

            assertThat(history.checkHours(HOUR))
                    .extracting(CheckHour::check)
                    .containsExactly("www/TLS");
        }
    }

    @Test
    void aCheckWhoseLastRunDoesNotAdvanceDidNotRun() {
        Instant stuck = HOUR.plusSeconds(3_000);
        try (var history = open()) {
            for (int minutes = 50; minutes < 125; minutes += 5) {
                Instant at = HOUR.plus(Duration.ofMinutes(minutes));
                history.append(seen(at, check("TLS", State.OK, stuck, FIVE_MINUTES)), IDS);
            }

            assertThat(history.checkHours(HOUR))
                    .extracting(CheckHour::ran)
                    .containsExactly(true, false, false);
        }
    }

    @Test
    void aCheckThatIsDueOnceADayRanWhileItIsOnTime() {
        Instant last = HOUR.minus(Duration.ofHours(7));
        Duration day = Duration.ofDays(1);
        try (var history = open()) {
            history.append(seen(HOUR, check("TLS", State.OK, last, day)), IDS);
            Instant late = last.plus(Duration.ofHours(37));
            history.append(seen(late, check("TLS", State.OK, last, day)), IDS);

            assertThat(history.checkHours(HOUR))
                    .extracting(CheckHour::ran)
                    .containsExactly(true, false);
        }
    }

    @Test
    void theSupervisionsOwnClockIsReckonedIn() {
        Duration behind = Duration.ofHours(2);
        Instant byItsClock = HOUR.plusSeconds(60).minus(behind);
        try (var history = open()) {
            history.append(
                    seen(
                            HOUR.plusSeconds(120),
                            behind,
                            check("TLS", State.OK, byItsClock, FIVE_MINUTES)),
                    IDS);

            assertThat(history.checkHours(HOUR)).extracting(CheckHour::ran).containsExactly(true);
        }
    }

    @Test
    void hoursGoAfterTwoWeeksAndTheNamesWithThem() {
        try (var history = open()) {
            history.append(seen(HOUR, check("TLS", State.OK, HOUR, FIVE_MINUTES)), IDS);
            now = HOUR.plus(Duration.ofDays(15));
            history.append(seen(now, check("Disks", State.OK, now, FIVE_MINUTES)), IDS);

            history.prune(Duration.ofDays(400));

            assertThat(history.checkHours(Instant.EPOCH))
                    .extracting(CheckHour::check)
                    .containsExactly("www/Disks");
        }
    }
}
