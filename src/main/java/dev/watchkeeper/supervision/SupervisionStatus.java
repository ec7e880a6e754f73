package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a supervision says of itself, in terms that all of them share. All texts are free of
/// control characters and capped.
///
/// @param clock its own clock at the time of asking: what its other times are compared with
/// @param daemon the process that schedules checks
/// @param checks whether checks are run at all, globally
/// @param notifications whether notifications are sent at all, globally
/// @param services every check, of services and of hosts
/// @param contacts who is told; of Prometheus the receivers of the Alertmanagers
/// @param alerting the way from Prometheus to the Alertmanagers; empty of others
/// @param notes what could not be read, a sentence each
public record SupervisionStatus(
        Instant clock,
        Daemon daemon,
        Switch checks,
        Switch notifications,
        List<Check> services,
        List<Contact> contacts,
        Optional<Alerting> alerting,
        List<String> notes) {
    public SupervisionStatus {
        services = List.copyOf(services);
        contacts = List.copyOf(contacts);
        notes = List.copyOf(notes);
    }
}
