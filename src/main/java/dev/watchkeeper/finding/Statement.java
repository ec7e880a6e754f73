package dev.watchkeeper.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What every finding says.
///
/// @param key identity
/// @param kind the rule's kind
/// @param severity how bad
/// @param title one sentence without its subject's jargon: "docs.example.org: certificate expired 5
///   h ago"
/// @param impact what it means for users, one sentence; may be empty
/// @param observedAt when the newest evidence was seen
/// @param evidence in the order of weight; not empty
/// @param cause the finding that this one is a symptom of, in the same evaluation
public record Statement(
        FindingKey key,
        FindingKind kind,
        Severity severity,
        String title,
        String impact,
        Instant observedAt,
        List<Evidence> evidence,
        Optional<FindingKey> cause) {
    public Statement {
        evidence = List.copyOf(evidence);
    }

    public Statement causedBy(FindingKey root) {
        return new Statement(
                key, kind, severity, title, impact, observedAt, evidence, Optional.of(root));
    }

    /// The same with one more piece of evidence at the end.
    public Statement with(Evidence more) {
        var all = new java.util.ArrayList<>(evidence);
        all.add(more);
        return new Statement(key, kind, severity, title, impact, observedAt, all, cause);
    }
}
