package dev.watchkeeper.finding;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.SupervisionStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which checks a supervision should have run by now.
public final class OverdueChecks {
    /// What a check may be late by, besides half of its interval.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private OverdueChecks() {}

    /// Those that the supervision runs itself and is late with, by its own clock.
    public static List<Check> of(SupervisionStatus status) {
        return status.services().stream()
                .filter(c -> c.timing().active() && isOverdue(c, status.clock()))
                .toList();
    }

    /// @param now by the supervision's clock
    public static boolean isOverdue(Check check, Instant now) {
        Duration every = check.timing().every();
        Duration patience = GRACE.plus(every.dividedBy(2));
        Optional<Instant> due =
                check.timing()
                        .next()
                        .or(() ->
                                check.timing()
                                        .last()
                                        .filter(_ -> every.isPositive())
                                        .map(l -> l.plus(every)));
        return due.filter(d -> Duration.between(d, now).compareTo(patience) > 0).isPresent();
    }
}
