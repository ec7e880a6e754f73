package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Mark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Certificates by the columns of a strip of time: how many end in each, and in how many of them
/// each lies between the renewal's time and the end. Arithmetic on instants; calendars and zones
/// play no part. Takes time linear in certificates and columns.
final class StripColumns {
    /// What the strip shows, from now on.
    static final Duration SPAN = Duration.ofDays(90);

    private final Instant now;
    private final List<List<Ending>> ends;
    private final int[] renewing;
    private final int mostRenewing;
    private final int mostEnding;
    private final int ending;
    private final List<Ending> expired = new ArrayList<>();
    private final List<Ending> later = new ArrayList<>();

    /// @param endings soonest first
    /// @param columns at least 1
    StripColumns(List<Ending> endings, Instant now, int columns) {
        this.now = now;
        ends = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            ends.add(List.of());
        }
        renewing = new int[columns + 1];
        endings.forEach(this::add);
        for (int i = 1; i < columns; i++) {
            renewing[i] += renewing[i - 1];
        }
        mostEnding = ends.stream().mapToInt(List::size).max().orElse(0);
        ending = endings.size() - expired.size() - later.size();
        mostRenewing = Arrays.stream(renewing, 0, columns).max().orElse(0);
    }

    private void add(Ending ending) {
        if (!ending.notAfter().isAfter(now)) {
            expired.add(ending);
            return;
        }
        long begin = column(ending.opens());
        long end = column(ending.notAfter());
        if (end >= size()) {
            later.add(ending);
        } else {
            add((int) end, ending);
        }
        if (begin < size() && begin <= end) {
            renewing[within(begin)]++;
            renewing[within(end) + 1]--;
        }
    }

    private void add(int column, Ending ending) {
        if (ends.get(column).isEmpty()) {
            ends.set(column, new ArrayList<>(1));
        }
        ends.get(column).add(ending);
    }

    /// Where a moment is: 0 now, 1 at the end of the strip; negative and above 1 outside of it.
    double place(Instant at) {
        return (double) seconds(at) / SPAN.toSeconds();
    }

    /// In whole numbers, so that the end of one column is the begin of the next.
    private long column(Instant at) {
        return Math.floorDiv(seconds(at) * size(), SPAN.toSeconds());
    }

    private int within(long column) {
        return Math.clamp(column, 0, size() - 1);
    }

    private long seconds(Instant at) {
        return Duration.between(now, at).toSeconds();
    }

    int size() {
        return ends.size();
    }

    /// What ends in a column, soonest first.
    List<Ending> at(int column) {
        return ends.get(column);
    }

    /// The worst of those; empty where nothing ends.
    Optional<Mark> worst(int column) {
        return ends.get(column).stream().map(Ending::mark).min(Mark::compareTo);
    }

    /// How many certificates may be renewed at the time of a column and have not ended.
    int renewing(int column) {
        return renewing[column];
    }

    /// What has ended, soonest first.
    List<Ending> expired() {
        return expired;
    }

    /// What ends after the strip, soonest first.
    List<Ending> later() {
        return later;
    }

    int mostEnding() {
        return mostEnding;
    }

    /// How many end within the strip.
    int ending() {
        return ending;
    }

    int mostRenewing() {
        return mostRenewing;
    }

    /// The nearest column in which something ends.
    ///
    /// @param reach how many columns to both sides are looked at
    Optional<Integer> nearest(int column, int reach) {
        for (int off = 0; off <= reach; off++) {
            for (int at : new int[] {column - off, column + off}) {
                if (at >= 0 && at < size() && !ends.get(at).isEmpty()) {
                    return Optional.of(at);
                }
            }
        }
        return Optional.empty();
    }

    /// The one after those that is picked already, so that picking again goes through all of them.
    static Optional<Ending> next(List<Ending> among, Optional<String> picked) {
        if (among.isEmpty()) {
            return Optional.empty();
        }
        List<String> rows = among.stream().map(Ending::row).toList();
        int at = picked.map(rows::indexOf).orElse(-1);
        return Optional.of(among.get((at + 1) % among.size()));
    }
}
