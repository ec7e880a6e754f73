package dev.watchkeeper.finding;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.supervision.Switch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether what a supervision notices reaches anybody.
final class SupervisionTelling {
    /// Retries and escalation delays are over by then.
    private static final Duration TOLD_BY = Duration.ofMinutes(15);

    private final Watcher watcher;
    private final List<Check> checks;

    private SupervisionTelling(Watcher watcher) {
        this.watcher = watcher;
        checks = watcher.status().services();
    }

    static List<Finding> of(Watcher watcher) {
        var telling = new SupervisionTelling(watcher);
        var found = new ArrayList<Finding>();
        telling.off().ifPresent(found::add);
        telling.muted().ifPresent(found::add);
        telling.silent().ifPresent(found::add);
        return found;
    }

    private Optional<Finding> off() {
        var what = new ArrayList<String>();
        if (watcher.status().notifications() == Switch.OFF) {
            what.add("notifications");
        }
        if (watcher.status().checks() == Switch.OFF) {
            what.add("checks");
        }
        if (what.isEmpty()) {
            return Optional.empty();
        }
        String words = String.join(" and ", what);
        var draft =
                watcher.draft(FindingKind.SUPERVISION_OFF, Severity.CRITICAL)
                        .title(watcher.name() + ": " + words + " are switched off as a whole")
                        .impact("Whatever breaks, nobody is paged.");
        String text = "%s are switched off for all hosts and services".formatted(words);
        return Optional.of(watcher.finding(draft, List.of(watcher.evidence("its state", text))));
    }

    private Optional<Finding> muted() {
        Map<String, List<Check>> byReason = new LinkedHashMap<>();
        for (Check check : checks) {
            Muting.of(check, watcher.status())
                    .ifPresent(r -> byReason.computeIfAbsent(r, _ -> new ArrayList<>()).add(check));
        }
        if (byReason.isEmpty()) {
            return Optional.empty();
        }
        int count = byReason.values().stream().mapToInt(List::size).sum();
        String reasons =
                byReason.entrySet().stream()
                        .map(e -> e.getValue().size() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
        var draft =
                watcher.draft(FindingKind.SUPERVISION_MUTED, Severity.MEDIUM)
                        .title(
                                "%s: %s would tell nobody: %s"
                                        .formatted(
                                                watcher.name(),
                                                Texts.count(count, "check", "checks"),
                                                reasons))
                        .impact("What they notice reaches nobody.");
        List<Evidence> evidence =
                byReason.entrySet().stream()
                        .map(e -> watcher.some(e.getKey(), e.getValue(), this::why))
                        .toList();
        return Optional.of(watcher.finding(draft, evidence));
    }

    private String why(Check check) {
        return check.telling()
                .downtime()
                .map(d ->
                        "downtime of %s until %s: %s"
                                .formatted(
                                        d.author(),
                                        d.until().map(Instant::toString).orElse("ever"),
                                        d.comment()))
                .orElseGet(() -> "last said " + check.result().state());
    }

    private Optional<Finding> silent() {
        var reasons = new ArrayList<String>();
        var evidence = new ArrayList<Evidence>();
        List<Check> untold = checks.stream().filter(this::isUntold).toList();
        if (!untold.isEmpty()) {
            reasons.add(
                    Texts.count(
                            untold.size(),
                            "problem that nobody was told of",
                            "problems that nobody was told of"));
            evidence.add(watcher.some("problems that nobody was told of", untold, this::untold));
        }
        DeadEnds.of(watcher)
                .forEach(d -> {
                    reasons.add(d.words());
                    evidence.add(watcher.evidence(d.what(), d.text()));
                });
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        var draft =
                watcher.draft(FindingKind.SUPERVISION_SILENT, Severity.CRITICAL)
                        .title(watcher.name() + ": " + String.join("; ", reasons))
                        .impact("It notices, and the page does not get out.");
        return Optional.of(watcher.finding(draft, evidence));
    }

    /// A hard problem for a while, with notifications on, and nobody was told since it began.
    private boolean isUntold(Check check) {
        Check.Telling telling = check.telling();
        boolean bad =
                check.result().hard()
                        && (check.result().state() == State.CRITICAL
                                || check.result().state() == State.WARNING
                                || check.result().state() == State.UNKNOWN);
        Optional<Instant> since = check.result().since();
        boolean quiet =
                !telling.acknowledged()
                        && telling.downtime().isEmpty()
                        && Muting.of(check, watcher.status()).isEmpty();
        return bad
                && quiet
                && watcher.status().notifications() != Switch.OFF
                && since.filter(s -> watcher.age(s).compareTo(TOLD_BY) > 0).isPresent()
                && telling.lastSent().filter(t -> !t.isBefore(since.orElseThrow())).isEmpty();
    }

    private String untold(Check check) {
        Function<Instant, String> ago = t -> Ages.of(watcher.age(t)) + " ago";
        return "%s since %s, last told %s"
                .formatted(
                        check.result().state(),
                        check.result().since().map(ago).orElse("?"),
                        check.telling().lastSent().map(ago).orElse("never"));
    }
}
