package dev.watchkeeper.inventory;

import java.util.Optional;

/// The Prometheus from whose series an endpoint or a host is read, in place of being asked itself.
///
/// @param supervision the name of a supervision of the fleet; always a Prometheus
/// @param instance the `instance` label of its series, where it is not to be found by the name
public record Source(String supervision, Optional<String> instance) {
    /// One whose series are found by the name.
    public static Source of(String supervision) {
        return new Source(supervision, Optional.empty());
    }
}
