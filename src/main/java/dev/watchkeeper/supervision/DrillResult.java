package dev.watchkeeper.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of a drill.
///
/// @param supervision the name of what was tried
/// @param token what the drill was recognised by on its way
/// @param paged whether it was allowed to reach a person
/// @param legs in their order; what comes after one that failed was not tried
public record DrillResult(
        String supervision, String token, Instant startedAt, boolean paged, List<Leg> legs) {
    public DrillResult {
        legs = List.copyOf(legs);
    }

    /// Whether every leg that can be seen has been passed.
    public boolean passed() {
        return !legs.isEmpty() && legs.stream().noneMatch(l -> l.verdict().isBad());
    }

    /// The leg where it stopped.
    public Optional<Leg> fault() {
        return legs.stream().filter(l -> l.verdict().isBad()).findFirst();
    }

    /// One part of the way.
    ///
    /// @param text one sentence on what was seen or not seen; free of control characters
    public record Leg(Stage stage, Verdict verdict, Duration took, String text) {}

    /// The parts of the way, in their order.
    public enum Stage {
        /// The supervision works at all.
        ALIVE,
        /// What was sent in was taken.
        ACCEPTED,
        /// The supervision has changed its mind.
        STATE_CHANGED,
        /// It has handed a notification to what delivers it.
        NOTIFIED,
        /// It has arrived.
        RECEIVED
    }

    /// How a leg ended.
    public enum Verdict {
        PASSED,
        FAILED,
        /// It could not be told; counts as not passed.
        UNKNOWN,
        /// There is nothing that could be looked at: no receipt is configured.
        NOT_TRIED;

        public boolean isBad() {
            return this == FAILED || this == UNKNOWN;
        }
    }
}
