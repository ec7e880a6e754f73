package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.Check.Downtime;
import dev.watchkeeper.supervision.NagiosRow.Subject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The downtimes in effect. What ends years from now never ends; and what is in downtime without
/// one that would end it stays there.
final class NagiosDowntimes {
    private static final Duration NEVER = Duration.ofDays(3 * 365);
    private static final int LONGEST = 200;
    private static final Comparator<Downtime> LATEST_LAST =
            Comparator.comparing(d -> d.until().orElse(Instant.MAX));

    private final Instant now;
    private final Map<Subject, List<Downtime>> inEffect = new HashMap<>();

    NagiosDowntimes(NagiosAnswer answer, Instant now) {
        this.now = now;
        answer.rows(NagiosBlock.HOSTDOWNTIME).forEach(this::add);
        answer.rows(NagiosBlock.SERVICEDOWNTIME).forEach(this::add);
    }

    private void add(NagiosRow row) {
        Optional<Instant> start = row.moment("start_time");
        Optional<Instant> end = end(row);
        boolean said = !row.text("is_in_effect").isEmpty();
        boolean inTime =
                start.map(s -> !s.isAfter(now)).orElse(true)
                        && end.map(e -> e.isAfter(now)).orElse(true);
        if (said ? row.is("is_in_effect") : inTime) {
            inEffect.computeIfAbsent(row.subject(), _ -> new ArrayList<>())
                    .add(
                            new Downtime(
                                    end.filter(e -> e.isBefore(now.plus(NEVER))),
                                    VisibleText.capped(row.text("author"), LONGEST),
                                    VisibleText.capped(row.text("comment"), LONGEST)));
        }
    }

    /// A flexible one lasts from when it began.
    private static Optional<Instant> end(NagiosRow row) {
        Optional<Instant> began = row.moment("flex_downtime_start");
        OptionalLong duration = row.number("duration");
        return !row.is("fixed") && began.isPresent() && duration.isPresent()
                ? began.map(b -> b.plusSeconds(duration.getAsLong()))
                : row.moment("end_time");
    }

    /// @param depth how many downtimes the subject is in, by its own word
    Optional<Downtime> of(Subject subject, OptionalLong depth) {
        if (depth.orElse(0) == 0) {
            return Optional.empty();
        }
        return Optional.of(
                inEffect.getOrDefault(subject, List.of()).stream()
                        .max(LATEST_LAST)
                        .orElseGet(() ->
                                new Downtime(
                                        Optional.empty(),
                                        "",
                                        "it counts as in downtime, and no downtime is left that"
                                                + " would end it")));
    }
}
