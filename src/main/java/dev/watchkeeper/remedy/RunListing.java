package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.VisibleText;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reads what the script `runs` printed. Pure.
record RunListing(Reply reply) {
    private static final int ABOUT = 6;

    List<DetachedRun> runs() {
        return reply.of("fate", 4).flatMap(words -> run(words).stream()).toList();
    }

    /// How long ago its outcome was written, by the host's own clock; long ago where no outcome
    /// ever will be.
    Duration age(DetachedRun run) {
        Optional<Instant> now =
                reply.of("now", 2).findFirst().flatMap(words -> instant(words.get(1)));
        return run.ended()
                .flatMap(e -> now.map(n -> Duration.between(e, n)))
                .orElse(Duration.ofDays(1));
    }

    private Optional<DetachedRun> run(List<String> words) {
        Optional<RunFate> fate = RunFate.parse(words.subList(3, words.size()));
        return RunId.parse(words.get(1))
                .flatMap(id -> fate.map(f -> run(id, f, instant(words.get(2)))));
    }

    private DetachedRun run(RunId id, RunFate fate, Optional<Instant> ended) {
        List<String> about =
                reply.of("about", ABOUT)
                        .filter(words -> words.get(1).equals(id.value()))
                        .findFirst()
                        .orElse(List.of("about", id.value(), "-", "-", "-", "-"));
        return new DetachedRun(
                id,
                shown(about.get(5)),
                shown(about.get(4)),
                instant(about.get(2)),
                instant(about.get(3)).map(i -> Duration.ofSeconds(i.getEpochSecond())),
                fate,
                ended);
    }

    static String shown(String word) {
        return VisibleText.capped(DetachedScripts.unhex(word), 120);
    }

    private static Optional<Instant> instant(String word) {
        return word.matches("[0-9]{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(word)))
                : Optional.empty();
    }
}
