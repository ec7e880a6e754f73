package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.monitor.Retry;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is known of one row, for the pane beside its table.
///
/// @param nextTry when a host that hung is asked again
/// @param findings that name it, worst first
/// @param fields free of control characters
record Detail(
        String title,
        Verdict verdict,
        Optional<Instant> observedAt,
        Optional<Retry> nextTry,
        List<Finding> findings,
        List<Field> fields) {
    Detail {
        findings = List.copyOf(findings);
        fields = fields.stream().filter(f -> !f.value().isBlank()).toList();
    }

    /// One that is asked with all others.
    Detail(
            String title,
            Verdict verdict,
            Optional<Instant> observedAt,
            List<Finding> findings,
            List<Field> fields) {
        this(title, verdict, observedAt, Optional.empty(), findings, fields);
    }

    record Field(String name, String value) {}

    /// For the clipboard; the time in UTC.
    String text() {
        String head = observedAt.map(at -> title + " · " + at).orElse(title);
        return fields.stream()
                .map(f -> f.name() + ": " + f.value())
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }
}
