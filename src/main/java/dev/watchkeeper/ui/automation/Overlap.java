package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs of one playbook on one host that are under way at the same time.
///
/// @param runs how many, at least two
/// @param since when the second of them was started
/// @param stuck how many of them are stuck
record Overlap(String host, String name, int runs, Instant since, int stuck) {
    /// All of them, most runs first.
    static List<Overlap> of(Collection<RunRow> rows) {
        Map<String, List<RunRow>> together = new LinkedHashMap<>();
        rows.stream()
                .filter(r -> r.run().kind() == Run.Kind.ANSIBLE && !r.outdated())
                .forEach(r ->
                        together.computeIfAbsent(
                                        r.host().name() + '\n' + r.name(), _ -> new ArrayList<>())
                                .add(r));
        return together.values().stream()
                .filter(same -> same.size() > 1)
                .map(Overlap::among)
                .sorted(Comparator.comparingInt(Overlap::runs).reversed())
                .toList();
    }

    private static Overlap among(List<RunRow> same) {
        Instant second =
                same.stream().map(RunRow::begun).sorted().skip(1).findFirst().orElseThrow();
        int stuck = (int) same.stream().filter(RunRow::isStuck).count();
        RunRow any = same.getFirst();
        return new Overlap(any.host().name(), any.name(), same.size(), second, stuck);
    }

    boolean includes(RunRow row) {
        return row.host().name().equals(host) && row.name().equals(name) && !row.outdated();
    }

    /// `7 runs of nightly.yml on ant-queen overlap, 6 of them stuck`.
    String words() {
        String which =
                stuck == runs ? ", all of them stuck" : ", %,d of them stuck".formatted(stuck);
        return "%,d runs of %s on %s overlap%s"
                .formatted(runs, name, host, stuck == 0 ? "" : which);
    }
}
