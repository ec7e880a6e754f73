package dev.watchkeeper.supervision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The way from Prometheus to a person.
///
/// @param discovered how many Alertmanagers Prometheus has found
/// @param dropped alerts that it could not hand on, in the last hour
/// @param managers each Alertmanager that was asked
/// @param watchdog the alert that always fires; empty where there is no such rule
public record Alerting(
        OptionalLong discovered,
        OptionalLong dropped,
        List<Alertmanager> managers,
        Optional<Watchdog> watchdog) {
    public Alerting {
        managers = List.copyOf(managers);
    }

    /// An Alertmanager.
    ///
    /// @param fault why it could not be asked; empty where it answered
    /// @param failed notifications that could not be delivered since it started, by integration, as
    ///   `webhook: 3 of 10`; empty where none failed in the last hour
    public record Alertmanager(String address, Optional<String> fault, List<String> failed) {
        public Alertmanager {
            failed = List.copyOf(failed);
        }
    }

    /// The alert that always fires.
    ///
    /// @param firing whether Prometheus says so
    /// @param arrived whether an Alertmanager has it
    /// @param receivers where its route ends
    /// @param ends whether that reaches somebody: ON where a receiver has an integration, OFF where
    ///   none has (`null`), UNKNOWN where that cannot be told
    public record Watchdog(
            String name, boolean firing, Switch arrived, List<String> receivers, Switch ends) {
        public Watchdog {
            receivers = List.copyOf(receivers);
        }
    }
}
