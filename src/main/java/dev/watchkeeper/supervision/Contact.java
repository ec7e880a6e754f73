package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody who is told.
///
/// @param services whether it is told of services
/// @param hosts whether it is told of hosts
/// @param ways by which it is told; empty where there is none
/// @param lastSent when it was last told
public record Contact(
        String name, Switch services, Switch hosts, List<Way> ways, Optional<Instant> lastSent) {
    public Contact {
        ways = List.copyOf(ways);
    }

    /// One way to somebody: a command or an integration.
    ///
    /// @param name such as `notify-service-by-email` or `webhook`
    /// @param line the command line or the address; may be empty
    /// @param works whether what it runs is there; UNKNOWN where that cannot be told
    public record Way(String name, String line, Switch works) {}
}
