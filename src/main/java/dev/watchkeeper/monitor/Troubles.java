package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.inventory.VisibleText;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What is wrong with the engine itself, shown like any other finding: a watcher that has stopped
/// must not look like a quiet fleet. Safe for any thread.
final class Troubles {
    private static final int LONGEST = 400;

    private final Map<String, Trouble> bySource = new ConcurrentHashMap<>();
    private final List<Supplier<List<Finding>>> others = new CopyOnWriteArrayList<>();

    /// @param source the part that fails: `scheduler`, `history`, `rules`
    /// @return whether it is news
    boolean begin(String source, String title, String text, Instant at) {
        return bySource.putIfAbsent(source, new Trouble(title, text, at)) == null;
    }

    /// @return whether there was one
    boolean end(String source) {
        return bySource.remove(source) != null;
    }

    /// Adds what another part of the console knows of itself.
    void alsoFrom(Supplier<List<Finding>> findings) {
        others.add(findings);
    }

    List<Finding> findings() {
        return Stream.concat(
                        bySource.entrySet().stream().map(e -> finding(e.getKey(), e.getValue())),
                        others.stream().flatMap(o -> o.get().stream()))
                .toList();
    }

    private static Finding finding(String source, Trouble trouble) {
        String text = VisibleText.capped(trouble.text, LONGEST);
        var evidence = new Evidence("this console", source, text, trouble.at);
        return new Finding.ConsoleFinding(
                new Statement(
                        FindingKey.of(FindingKind.OBSERVER_BROKEN, "console/" + source),
                        FindingKind.OBSERVER_BROKEN,
                        Severity.UNKNOWN,
                        trouble.title,
                        "What is shown may no longer be so.",
                        trouble.at,
                        List.of(evidence),
                        Optional.empty()));
    }

    /// What is wrong, since when.
    private record Trouble(String title, String text, Instant at) {}
}
