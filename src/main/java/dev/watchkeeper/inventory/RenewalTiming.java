package dev.watchkeeper.inventory;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// When a renewal is due, as far as the fleet file says so.
///
/// @param before due when less than this is left of a certificate
/// @param every how often the renewal is tried, where no schedule of its host says so
/// @param acmeDirectory the directory of the authority (RFC 8555 7.1.1), which may then be asked
///   when it wants its certificates renewed (RFC 9773); `https`
public record RenewalTiming(
        Optional<Duration> before, Optional<Duration> every, Optional<URI> acmeDirectory) {
    /// Nothing is said.
    public static final RenewalTiming UNSAID =
            new RenewalTiming(Optional.empty(), Optional.empty(), Optional.empty());

    public RenewalTiming {
        before.ifPresent(RenewalTiming::requirePositive);
        every.ifPresent(RenewalTiming::requirePositive);
    }

    private static void requirePositive(Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("not a positive time: " + duration);
        }
    }
}
