package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.finding.FindingKey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The runs of the audit record whose outcome nobody has written: their console died, or lost them.
record UnfinishedRuns(AuditLog audit) {
    private static final int MOST = 2_000;
    private static final Pattern RUN =
            Pattern.compile("; run (r[0-9a-f]{12}) on (\\S+)$", Pattern.MULTILINE);

    /// One of them.
    ///
    /// @param action the id of its intent
    /// @param at when its intent was written
    record Unfinished(String action, FindingKey subject, RunId run, String host, Instant at) {}

    static String words(RunId run, String host) {
        return "; run %s on %s".formatted(run, host);
    }

    List<Unfinished> all() {
        List<AuditEntry> entries = audit.newest(MOST);
        Set<String> ended =
                entries.stream()
                        .filter(e -> e.kind() == AuditEntry.Kind.OUTCOME)
                        .map(AuditEntry::action)
                        .collect(Collectors.toSet());
        return entries.stream()
                .filter(e -> e.kind() == AuditEntry.Kind.INTENT)
                .filter(e -> !ended.contains(e.action()))
                .flatMap(e -> RUN.matcher(e.text()).results().map(of(e)))
                .toList();
    }

    /// What the record says of a run that its console removed, as that does only when it helped.
    Optional<String> proven(RunId run) {
        List<AuditEntry> entries = audit.newest(MOST);
        Set<String> actions =
                entries.stream()
                        .filter(e -> e.kind() == AuditEntry.Kind.INTENT)
                        .filter(e ->
                                RUN.matcher(e.text())
                                        .results()
                                        .anyMatch(m -> m.group(1).equals(run.value())))
                        .map(AuditEntry::action)
                        .collect(Collectors.toSet());
        return entries.stream()
                .filter(e -> e.kind() == AuditEntry.Kind.OUTCOME)
                .filter(e -> actions.contains(e.action()) && e.text().startsWith(Ledger.FIXED))
                .map(AuditEntry::text)
                .findFirst();
    }

    private static Function<MatchResult, Unfinished> of(AuditEntry entry) {
        return m ->
                new Unfinished(
                        entry.action(),
                        new FindingKey(entry.subject()),
                        new RunId(m.group(1)),
                        m.group(2),
                        entry.at());
    }

    /// Writes what a later console learned of the run, where no outcome is written yet.
    ///
    /// @return whether it was ours to write
    boolean write(RunId run, RunFate fate) {
        List<Unfinished> mine = all().stream().filter(u -> u.run().equals(run)).toList();
        mine.forEach(u ->
                audit.outcome(
                        u.action(),
                        u.subject().value(),
                        ("%s: the run %s %s. Read later; whether the problem is gone"
                                        + " was not observed.")
                                .formatted(word(fate), run, fate.shown())));
        return !mine.isEmpty();
    }

    private static String word(RunFate fate) {
        return fate instanceof RunFate.Exited || fate instanceof RunFate.Ended
                ? "ended"
                : "unknown";
    }
}
