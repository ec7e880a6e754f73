package dev.watchkeeper.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Findings in the order in which they are shown: a cause, then its symptoms.
final class Ordering {
    private final List<Finding> sorted;
    private final Map<FindingKey, List<Finding>> symptoms = new HashMap<>();
    private final Map<FindingKey, Finding> flat = new LinkedHashMap<>();

    /// @param sorted worst first
    Ordering(List<Finding> sorted) {
        this.sorted = sorted;
        for (Finding f : sorted) {
            f.statement()
                    .cause()
                    .ifPresent(c -> symptoms.computeIfAbsent(c, _ -> new ArrayList<>()).add(f));
        }
    }

    List<Finding> flat() {
        if (symptoms.isEmpty()) {
            return sorted;
        }
        Set<FindingKey> keys = sorted.stream().map(Finding::key).collect(Collectors.toSet());
        for (Finding f : sorted) {
            if (f.statement().cause().filter(keys::contains).isEmpty()) {
                add(f);
            }
        }
        // Causes that form a ring, which no rule makes, must not lose a finding.
        sorted.forEach(f -> flat.putIfAbsent(f.key(), f));
        return List.copyOf(flat.values());
    }

    private void add(Finding finding) {
        if (flat.putIfAbsent(finding.key(), finding) == null) {
            symptoms.getOrDefault(finding.key(), List.of()).forEach(this::add);
        }
    }
}
