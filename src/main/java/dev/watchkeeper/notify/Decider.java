package dev.watchkeeper.notify;

import dev.watchkeeper.inventory.Notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Decides what is told. Nothing is told twice, nor before it has stayed for a moment, in which
/// what it is a symptom of may be found; a finding that comes and goes is told once, and once that
/// it stays away. Used by one thread.
final class Decider {
    /// What begins anew within it after it was told to be over is told as the same.
    static final Duration AGAIN = Duration.ofHours(1);

    private Map<String, Episode> known;
    private Set<String> symptoms = Set.of();

    /// @param stored what an earlier console told
    Decider(Map<String, Episode> stored) {
        known = Map.copyOf(stored);
    }

    Map<String, Episode> known() {
        return known;
    }

    /// What follows from a sight of a fleet that has answered in full; nothing of it counts before
    /// [#took].
    ///
    /// @param muted whether a key is acknowledged or silenced
    Decision next(Sight sight, Instant now, Notifications how, Predicate<String> muted) {
        var round = new Round(known, symptoms, sight, now, muted);
        round.look();
        round.tellWhatIsDue(how.gather());
        round.lookForWhatIsGone();
        round.tellWhatIsOver(how.hold(), how.gather());
        return round.decision();
    }

    /// The decision was stored.
    void took(Decision decision, Sight sight) {
        known = decision.episodes();
        var below = new HashSet<String>();
        Group.of(sight.findings()).stream()
                .flatMap(g -> g.symptoms().stream())
                .forEach(s -> below.add(s.key().value()));
        symptoms = below;
    }
}
