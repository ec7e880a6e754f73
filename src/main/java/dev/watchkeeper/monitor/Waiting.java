package dev.watchkeeper.monitor;

import java.time.Duration;
import java.time.Instant;

/// Something that is being asked, and by when it is given up.
///
/// @param kind what it is
/// @param id the name of a host or of a supervision, or what [dev.watchkeeper.tls.TlsTarget#id()]
///   says
/// @param since when asking began; waiting for its turn before that does not count
/// @param limit the deadline, counted from then
public record Waiting(Kind kind, String id, Instant since, Duration limit) {
    /// What is asked.
    public enum Kind {
        HOST,
        ENDPOINT,
        SUPERVISION
    }
}
