package dev.watchkeeper.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a check looks at, as far as its command tells.
///
/// @param what it would notice
/// @param address the name or address that it connects to; may be empty
/// @param port that it connects to
/// @param names the server names that it asks for by SNI or compares
/// @param warning with less left of a certificate it says WARNING; only of TLS_EXPIRY
/// @param critical with less left it says CRITICAL; only of TLS_EXPIRY
/// @param command the command line, macros expanded, or the query; free of control characters
public record Scope(
        What what,
        String address,
        OptionalInt port,
        List<String> names,
        Optional<Duration> warning,
        Optional<Duration> critical,
        String command) {
    public Scope {
        names = List.copyOf(names);
    }

    /// What a check would notice.
    public enum What {
        /// That a certificate expires.
        TLS_EXPIRY,
        /// That TLS is not negotiated, whatever the certificate.
        TLS,
        /// That nothing listens.
        PORT,
        /// That the machine does not answer.
        ALIVE,
        /// Something inside of the machine: processes, disks, load.
        INSIDE,
        OTHER
    }
}
