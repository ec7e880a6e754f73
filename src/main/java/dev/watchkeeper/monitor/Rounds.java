package dev.watchkeeper.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Who waits for which runs. Safe for any thread.
final class Rounds {
    private final Agenda agenda;
    private final List<Round> open = new ArrayList<>();
    private final Map<Unit, Long> answered = new HashMap<>();

    Rounds(Agenda agenda) {
        this.agenda = agenda;
    }

    /// Asks for units and returns what completes with the first report after all have answered.
    ///
    /// @param again whether a run that is under way does not count
    synchronized CompletableFuture<Report> ask(List<Unit> units, boolean again) {
        var waiting = new HashMap<Unit, Long>();
        agenda.ask(units, again)
                .forEach((unit, run) ->
                        run.filter(r -> !has(unit, r)).ifPresent(r -> waiting.put(unit, r)));
        var round = new Round(waiting, new CompletableFuture<>());
        open.add(round);
        return round.future;
    }

    private boolean has(Unit unit, long run) {
        return Optional.ofNullable(answered.get(unit)).filter(r -> r >= run).isPresent();
    }

    synchronized void done(Event.Done done) {
        if (!done.noMore()) {
            answered.put(done.unit(), done.run());
        }
        for (Round round : open) {
            Long wanted = round.waiting.get(done.unit());
            if (wanted != null && (done.noMore() || wanted <= done.run())) {
                round.waiting.remove(done.unit());
            }
        }
    }

    /// Whether some round waits for nothing but a report.
    synchronized boolean isAnyComplete() {
        return open.stream().anyMatch(r -> r.waiting.isEmpty());
    }

    /// Takes the rounds that wait for nothing any more.
    synchronized List<CompletableFuture<Report>> complete() {
        List<CompletableFuture<Report>> complete =
                open.stream().filter(r -> r.waiting.isEmpty()).map(r -> r.future).toList();
        open.removeIf(r -> r.waiting.isEmpty());
        return complete;
    }

    /// What one caller waits for.
    private record Round(Map<Unit, Long> waiting, CompletableFuture<Report> future) {}
}
