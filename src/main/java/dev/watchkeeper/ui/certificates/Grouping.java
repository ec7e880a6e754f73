package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Mark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Addresses in groups, the worst group first, then the one with the soonest to expire. Pure.
final class Grouping {
    private final By by;
    private final List<GroupLine> groups;
    private final Map<String, Integer> places = new HashMap<>();

    private Grouping(By by, List<GroupLine> groups) {
        this.by = by;
        this.groups = List.copyOf(groups);
        groups.forEach(g -> places.put(g.name(), places.size()));
    }

    /// What addresses have in common.
    enum By {
        NOTHING("Not grouped"),
        ISSUER("By issuer"),
        OWNER("By owner"),
        HOST("By host");

        private final String words;

        By(String words) {
            this.words = words;
        }

        /// The name of an address's group.
        String of(CertificateRow row) {
            return switch (this) {
                case NOTHING -> "";
                case ISSUER -> row.issuer().isEmpty() ? "issuer not known" : row.issuer();
                case OWNER -> row.owner().isEmpty() ? "no owner" : row.owner();
                case HOST -> row.host();
            };
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// @param rows those that are to be seen
    /// @param open the names of the groups whose addresses are shown
    static Grouping of(List<CertificateRow> rows, By by, Set<String> open, Instant now) {
        if (by == By.NOTHING) {
            return new Grouping(by, List.of());
        }
        Comparator<CertificateRow> soonest = CertificateRow.soonestFirst(now);
        Map<String, Sum> sums = new HashMap<>();
        for (CertificateRow row : rows) {
            sums.computeIfAbsent(by.of(row), _ -> new Sum(row)).add(row, soonest);
        }
        List<GroupLine> lines = new ArrayList<>(sums.size());
        sums.forEach((name, sum) -> lines.add(sum.line(by, name, open.contains(name))));
        lines.sort(
                Comparator.comparing(GroupLine::worst)
                        .thenComparing(GroupLine::soonest, soonest)
                        .thenComparing(GroupLine::name));
        return new Grouping(by, lines);
    }

    /// What is known of one group while its addresses are counted.
    private static final class Sum {
        private CertificateRow soonest;
        private Mark worst = Mark.OK;
        private int addresses;
        private int wrong;

        Sum(CertificateRow first) {
            soonest = first;
        }

        void add(CertificateRow row, Comparator<CertificateRow> order) {
            Mark mark = row.verdict().mark();
            addresses++;
            wrong += mark == Mark.OK ? 0 : 1;
            worst = mark.compareTo(worst) < 0 ? mark : worst;
            soonest = order.compare(row, soonest) < 0 ? row : soonest;
        }

        GroupLine line(By by, String name, boolean open) {
            return new GroupLine(by, name, addresses, wrong, worst, soonest, open);
        }
    }

    /// The headings, in order; none where nothing is grouped.
    List<GroupLine> lines() {
        return groups;
    }

    /// Groups one after the other, each heading before its addresses; holds before every order
    /// within a group.
    Comparator<Line> order() {
        return Comparator.<Line>comparingInt(this::place)
                .thenComparing(l -> l instanceof CertificateRow);
    }

    private int place(Line line) {
        return places.isEmpty() ? 0 : places.getOrDefault(nameOf(line), Integer.MAX_VALUE);
    }

    private String nameOf(Line line) {
        return switch (line) {
            case GroupLine group -> group.name();
            case CertificateRow row -> by.of(row);
        };
    }

    /// Whether the group of an address is open; an address without a group always is.
    boolean shows(CertificateRow row) {
        if (by == By.NOTHING) {
            return true;
        }
        Integer place = places.get(by.of(row));
        return place != null && groups.get(place).open();
    }
}
