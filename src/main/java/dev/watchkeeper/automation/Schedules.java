package dev.watchkeeper.automation;

import dev.watchkeeper.host.HostSnapshot;

import java.util.List;
import java.util.Optional;

/// What starts commands on one host by itself.
///
/// @param all entries of cron first, then timers, each by name
/// @param unread what could not be read, and why: of that, nothing is known
/// @param known whether the host was asked; when not, `all` is empty and says nothing
public record Schedules(List<Schedule> all, List<String> unread, boolean known) {
    public Schedules {
        all = List.copyOf(all);
        unread = List.copyOf(unread);
    }

    /// The schedules of a host, as of the moment of the snapshot by the host's own clock.
    public static Schedules of(HostSnapshot snapshot) {
        return new Schedules(List.of(), List.of(), snapshot.timetable().isPresent());
    }

    /// The schedule that started a run, where its processes show it.
    public static Optional<Schedule> starter(HostSnapshot snapshot, Run run) {
        return of(snapshot).starterOf(snapshot, run);
    }

    /// The one of these that started a run, where its processes show it.
    public Optional<Schedule> starterOf(HostSnapshot snapshot, Run run) {
        return Optional.empty();
    }
}
