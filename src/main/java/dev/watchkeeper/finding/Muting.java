package dev.watchkeeper.finding;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Check.Downtime;
import dev.watchkeeper.supervision.SupervisionStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why nobody would hear of a check.
public final class Muting {
    /// A downtime that goes on for longer was forgotten.
    private static final Duration ETERNAL = Duration.ofDays(90);

    private Muting() {}

    /// A reason that does not go away by itself, as a part of a sentence: "without a contact".
    ///
    /// @param status what the supervision says as a whole; where it names no contact at all, it
    ///   could not be read who is told, and nothing is said of that
    public static Optional<String> of(Check check, SupervisionStatus status) {
        Check.Telling telling = check.telling();
        if (!check.timing().active() && !check.timing().passive()) {
            return Optional.of("switched off");
        }
        if (!telling.enabled()) {
            return Optional.of("without notifications");
        }
        if (telling.downtime().filter(d -> isEternal(d, status.clock())).isPresent()) {
            return Optional.of("in a downtime without end");
        }
        return telling.contacts().isEmpty() && !status.contacts().isEmpty()
                ? Optional.of("without a contact")
                : Optional.empty();
    }

    private static boolean isEternal(Downtime downtime, Instant clock) {
        return downtime.until().filter(u -> u.isBefore(clock.plus(ETERNAL))).isEmpty();
    }
}
