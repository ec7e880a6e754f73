package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whom the console tells of findings, and how its own death is noticed.
///
/// @param channels unique by name
/// @param heartbeat what goes out as long as the console watches
/// @param gather how long the changes of one moment are gathered, to be told in one message
/// @param hold how long a finding must have stayed away to be told as resolved
public record Notifications(
        List<Channel> channels, Optional<Heartbeat> heartbeat, Duration gather, Duration hold) {
    public static final Duration GATHER = Duration.ofSeconds(15);
    public static final Duration HOLD = Duration.ofMinutes(5);
    public static final Notifications NONE =
            new Notifications(List.of(), Optional.empty(), GATHER, HOLD);

    public Notifications {
        channels = List.copyOf(channels);
    }

    /// Whether there is anything to do.
    public boolean isNone() {
        return channels.isEmpty() && heartbeat.isEmpty();
    }
}
