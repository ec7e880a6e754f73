package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The newest answer of a supervision, as the rules look at it.
record Watcher(Scene scene, Supervision supervision, SupervisionState state, Observed observed) {
    private static final int MOST_LINES = 30;

    SupervisionStatus status() {
        return observed.status();
    }

    /// Its clock when it was asked.
    Instant clock() {
        return status().clock();
    }

    String name() {
        return Served.shown(supervision.name());
    }

    Duration age(Instant then) {
        return Duration.between(then, clock());
    }

    Evidence evidence(String what, String text) {
        return new Evidence(supervision.name(), what, text, observed.observedAt());
    }

    /// Some of many, a line each.
    Evidence some(String what, List<Check> checks, Function<Check, String> words) {
        var lines = new ArrayList<String>();
        checks.stream()
                .limit(MOST_LINES)
                .map(c -> c.id() + ": " + words.apply(c))
                .forEach(lines::add);
        if (checks.size() > MOST_LINES) {
            lines.add("and " + (checks.size() - MOST_LINES) + " more");
        }
        return evidence(what, Texts.lines(lines));
    }

    Finding finding(Draft draft, List<Evidence> evidence) {
        return new Finding.SupervisionFinding(
                draft.on(evidence), supervision, Optional.of(observed));
    }

    Draft draft(FindingKind kind, Severity severity) {
        return new Draft(kind, supervision.name(), severity);
    }

    /// `3 of 40`.
    static String share(int some, int all) {
        return some + " of " + all;
    }
}
