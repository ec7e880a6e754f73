package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the problems of one file, and bounds the work that one file can ask for.
final class Problems {
    /// A file that is no fleet file at all needs no more than this to be recognised.
    private static final int MOST = 1_000;

    /// Nested aliases can make a small file mean a huge one.
    private static final int MOST_ENTRIES = 1_000_000;

    private static final int LONGEST_SHOWN = 120;

    private final String file;
    private final List<FleetProblem> found = new ArrayList<>();
    private int entries;

    Problems(String file) {
        this.file = file;
    }

    void add(Node at, String what, String expected) {
        add(at.getStartMark().map(Mark::getLine).orElse(-1) + 1, column(at), what, expected);
    }

    void add(int line, int column, String what, String expected) {
        if (found.size() < MOST) {
            found.add(new FleetProblem(file, line, column, what, expected));
        }
    }

    /// Counts one more entry of a list or mapping.
    ///
    /// @return false when the file has had its share; said once
    boolean mayRead(Node entry) {
        if (++entries == MOST_ENTRIES) {
            add(entry, "more than a million entries", "aliases inside aliases?");
        }
        return entries < MOST_ENTRIES;
    }

    /// All problems in the order of the file.
    List<FleetProblem> all() {
        return found.stream()
                .distinct()
                .sorted(
                        Comparator.comparingInt(FleetProblem::line)
                                .thenComparingInt(FleetProblem::column))
                .toList();
    }

    /// A text of the file as part of a message: short, on one line, nothing invisible.
    static String shown(String text) {
        return VisibleText.capped(text, LONGEST_SHOWN);
    }

    private static int column(Node at) {
        return at.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
    }
}
