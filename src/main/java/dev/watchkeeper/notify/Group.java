package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.Severity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A cause with all that comes of it, however far down.
record Group(Finding root, List<Finding> symptoms) {
    Group {
        symptoms = List.copyOf(symptoms);
    }

    /// A symptom whose cause is not among the findings stands for itself.
    static List<Group> of(List<Finding> findings) {
        var known = new HashSet<FindingKey>();
        findings.forEach(f -> known.add(f.key()));
        Map<FindingKey, List<Finding>> byCause = new HashMap<>();
        var roots = new ArrayList<Finding>();
        for (Finding f : findings) {
            f.statement()
                    .cause()
                    .filter(known::contains)
                    .ifPresentOrElse(
                            c -> byCause.computeIfAbsent(c, _ -> new ArrayList<>()).add(f),
                            () -> roots.add(f));
        }
        return roots.stream().map(r -> new Group(r, below(r, byCause))).toList();
    }

    private static List<Finding> below(Finding root, Map<FindingKey, List<Finding>> byCause) {
        var all = new ArrayList<Finding>(byCause.getOrDefault(root.key(), List.of()));
        Set<FindingKey> seen = new HashSet<>(Set.of(root.key()));
        for (int i = 0; i < all.size(); i++) {
            FindingKey key = all.get(i).key();
            if (seen.add(key)) {
                all.addAll(byCause.getOrDefault(key, List.of()));
            }
        }
        return all;
    }

    String key() {
        return root.key().value();
    }

    /// The worst severity of those that are not muted, and of the root in any case.
    ///
    /// @param muted whether a symptom is
    Severity severity(Predicate<String> muted) {
        return symptoms.stream()
                .filter(s -> !muted.test(s.key().value()))
                .map(Finding::severity)
                .reduce(root.severity(), (a, b) -> a.worseThan(b) ? a : b);
    }
}
