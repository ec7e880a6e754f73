package dev.watchkeeper.notify;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Channel;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which changes a channel is told.
final class Audience {
    /// What ails the console itself is unknown in its effects only: it may hide anything.
    private static final Set<String> OF_CONSOLE =
            Stream.of(
                            FindingKind.CONSOLE_OFFLINE,
                            FindingKind.OBSERVER_BROKEN,
                            FindingKind.DATA_STALE,
                            FindingKind.NOTIFICATION_UNDELIVERED)
                    .map(FindingKind::label)
                    .collect(Collectors.toSet());

    private Audience() {}

    static List<Change> of(Channel channel, List<Change> changes) {
        FindingKey own = FindingKey.of(FindingKind.NOTIFICATION_UNDELIVERED, channel.name());
        return changes.stream()
                .filter(c -> isBadEnough(channel, c))
                .filter(c -> c.event() != Change.Event.RESOLVED || hearsOfEnds(channel))
                // That it cannot be reached is no news to a channel that it has reached.
                .filter(c -> !c.key().equals(own.value()))
                .toList();
    }

    private static boolean isBadEnough(Channel channel, Change change) {
        Severity counts =
                change.severity() == Severity.UNKNOWN && OF_CONSOLE.contains(change.kind())
                        ? Severity.HIGH
                        : change.severity();
        return !Severity.valueOf(channel.least().name()).worseThan(counts);
    }

    private static boolean hearsOfEnds(Channel channel) {
        return channel.resolved() || channel.way() instanceof Channel.Alertmanager;
    }
}
