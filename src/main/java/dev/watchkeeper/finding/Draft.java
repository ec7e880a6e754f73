package dev.watchkeeper.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The parts of a statement that rules fill in.
final class Draft {
    private final FindingKind kind;
    private final String subject;
    private final Severity severity;
    private String title = "";
    private String impact = "";
    private Optional<FindingKey> cause = Optional.empty();

    Draft(FindingKind kind, String subject, Severity severity) {
        this.kind = kind;
        this.subject = subject;
        this.severity = severity;
    }

    Draft title(String text) {
        title = text;
        return this;
    }

    Draft impact(String text) {
        impact = text;
        return this;
    }

    String impactSoFar() {
        return impact;
    }

    Draft cause(Optional<FindingKey> root) {
        cause = root;
        return this;
    }

    /// @param evidence not empty; the newest of it dates the statement
    Statement on(List<Evidence> evidence) {
        Instant newest =
                evidence.stream().map(Evidence::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        return new Statement(
                FindingKey.of(kind, subject),
                kind,
                severity,
                title,
                impact,
                newest,
                evidence,
                cause);
    }
}
