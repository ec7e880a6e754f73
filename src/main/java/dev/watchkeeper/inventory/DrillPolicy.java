package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.Optional;

/// How it is proven that a supervision would page.
///
/// @param canary of Nagios and Icinga the host and the service, `host/service`, that takes passive
///   results; of Prometheus the name of the synthetic alert
/// @param every how often a drill is run by itself; empty for only by hand
/// @param provenFor how long a drill that passed counts; without one so young it is a finding
/// @param within the most that each leg may take
/// @param pages whether a drill that runs by itself may reach a person
/// @param receipt where the console sees that a notification has arrived
public record DrillPolicy(
        String canary,
        Optional<Duration> every,
        Duration provenFor,
        Duration within,
        boolean pages,
        Optional<Receipt> receipt) {
    public static final String CANARY = "watchkeeper/canary";
    public static final DrillPolicy DEFAULT =
            new DrillPolicy(
                    CANARY,
                    Optional.empty(),
                    Duration.ofDays(7),
                    Duration.ofMinutes(2),
                    false,
                    Optional.empty());

    /// The canary's host, which is what comes before the first slash.
    public String canaryHost() {
        return canary.substring(0, Math.max(0, canary.indexOf('/')));
    }

    /// The canary's service or the alert's name.
    public String canaryService() {
        return canary.substring(canary.indexOf('/') + 1);
    }
}
