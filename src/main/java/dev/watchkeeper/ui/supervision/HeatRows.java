package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.history.CheckHistory.CheckHour;
import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.ui.supervision.HeatRow.Cell;
import dev.watchkeeper.ui.supervision.HeatRow.Kind;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes the picture checks × hours of what was kept. Pure. Hours in which nobody looked are gaps,
/// and not what was said before and after them.
final class HeatRows {
    static final int HOURS = 24;

    private final List<Instant> hours;
    private final Map<String, Set<Instant>> looked = new HashMap<>();
    private final Map<Name, Map<Instant, CheckHour>> checks = new LinkedHashMap<>();

    private record Name(String supervision, String check) {}

    private HeatRows(List<CheckHour> kept, Instant now) {
        hours = hours(now);
        for (CheckHour hour : kept) {
            looked.computeIfAbsent(hour.supervision(), _ -> new HashSet<>()).add(hour.hour());
            checks.computeIfAbsent(new Name(hour.supervision(), hour.check()), _ -> new HashMap<>())
                    .put(hour.hour(), hour);
        }
    }

    /// The beginnings of the last hours, that of the present one last.
    static List<Instant> hours(Instant now) {
        Instant last = now.truncatedTo(ChronoUnit.HOURS);
        return IntStream.range(0, HOURS)
                .mapToObj(i -> last.minus(Duration.ofHours(HOURS - 1L - i)))
                .toList();
    }

    /// @param kept the hours of all checks
    static List<HeatRow> of(List<CheckHour> kept, Instant now) {
        return new HeatRows(kept, now).rows();
    }

    private List<HeatRow> rows() {
        var rows = new ArrayList<HeatRow>();
        looked.forEach((s, at) ->
                rows.add(
                        new HeatRow(
                                Shown.of(s) + ": was it asked by this console?",
                                true,
                                hours.stream().map(h -> own(h, at.contains(h))).toList())));
        checks.forEach((n, at) ->
                rows.add(
                        new HeatRow(
                                Shown.of(n.supervision()) + ": " + Shown.of(n.check()),
                                false,
                                hours.stream().map(h -> cell(n, h, at)).toList())));
        rows.sort(Comparator.comparingInt(HeatRow::weight).thenComparing(HeatRow::title));
        return rows;
    }

    private static Cell own(Instant hour, boolean asked) {
        return asked
                ? new Cell(hour, Kind.RAN, Optional.of(State.OK))
                : new Cell(hour, Kind.NOT_LOOKED, Optional.empty());
    }

    private Cell cell(Name name, Instant hour, Map<Instant, CheckHour> at) {
        CheckHour seen = at.get(hour);
        if (seen != null) {
            return new Cell(hour, seen.ran() ? Kind.RAN : Kind.NOT_RUN, Optional.of(seen.worst()));
        }
        boolean asked = looked.getOrDefault(name.supervision(), Set.of()).contains(hour);
        return new Cell(hour, asked ? Kind.NOT_THERE : Kind.NOT_LOOKED, Optional.empty());
    }
}
