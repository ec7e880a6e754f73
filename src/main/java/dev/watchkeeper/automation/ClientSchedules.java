package dev.watchkeeper.automation;

import dev.watchkeeper.automation.RenewalAutomation.Shadow;
import dev.watchkeeper.automation.Schedule.Kind;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Timetable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What starts a client that renews.
///
/// @param working those that will
/// @param idle those that will not: disabled, masked, stopped, left to another, or changed so that
///   they start something else
/// @param unread what could not be read: it may hold others
/// @param known whether the host was asked of its schedules
public record ClientSchedules(
        List<Starter> working, List<Starter> idle, List<String> unread, boolean known) {
    public ClientSchedules {
        working = List.copyOf(working);
        idle = List.copyOf(idle);
        unread = List.copyOf(unread);
    }

    /// @param why it will not start the client; empty where it will
    public record Starter(Schedule schedule, String why) {}

    public static ClientSchedules of(
            RenewalClient client, List<Shadow> shadows, HostSnapshot snapshot) {
        Schedules schedules = Schedules.of(snapshot);
        boolean systemd = snapshot.timetable().flatMap(Timetable::systemd).orElse(false);
        var working = new ArrayList<Starter>();
        var idle = new ArrayList<Starter>();
        for (Schedule s : schedules.all()) {
            if (isOf(client, s)) {
                String why = why(client, shadows, systemd, s);
                (why.isEmpty() ? working : idle).add(new Starter(s, why));
            }
        }
        return new ClientSchedules(working, idle, schedules.unread(), schedules.known());
    }

    private static boolean isOf(RenewalClient client, Schedule s) {
        String name = s.name().substring(s.name().lastIndexOf('/') + 1);
        boolean named =
                (s.kind() == Kind.TIMER || s.name().startsWith("/etc/cron."))
                        && name.matches(
                                "(?:snap\\.)?"
                                        + java.util.regex.Pattern.quote(client.program())
                                        + "(?:[.@-].*)?");
        return (named && !name.contains(":")) || client.isStartedBy(s.command());
    }

    private static String why(
            RenewalClient client, List<Shadow> shadows, boolean systemd, Schedule s) {
        if (s.kind() == Kind.CRON && systemd && s.command().contains("/run/systemd/system")) {
            return "it does nothing where systemd runs";
        }
        if (s.standing() != Standing.ACTIVE && s.standing() != Standing.UNKNOWN) {
            return s.standing() == Standing.STOPPED && s.kind() != Kind.TIMER
                    ? "cron does not run"
                    : "it is " + s.standing().name().toLowerCase(java.util.Locale.ROOT);
        }
        boolean other = !s.command().isEmpty() && !client.isStartedBy(s.command());
        return shadows.stream()
                .filter(h ->
                        other
                                && (h.unit().equals(s.name())
                                        || s.service().filter(h.unit()::equals).isPresent()))
                .findFirst()
                .map(h -> h.path() + " makes it start something else: " + s.command())
                .orElse("");
    }

    /// The time between two starts, as the quickest of those that work has it.
    public Optional<Duration> interval(HostSnapshot snapshot) {
        ZoneId zone = snapshot.timetable().flatMap(Timetable::zone).orElse(ZoneOffset.UTC);
        return working.stream()
                .flatMap(w -> interval(w.schedule(), snapshot.hostClock(), zone).stream())
                .min(Duration::compareTo);
    }

    private static Optional<Duration> interval(Schedule s, Instant now, ZoneId zone) {
        if (s.kind() == Kind.CRON) {
            Optional<CronExpression> times = CronExpression.of(s.expression());
            Optional<Instant> first = times.flatMap(t -> t.next(now, zone));
            return first.flatMap(f -> times.get().next(f, zone).map(n -> Duration.between(f, n)));
        }
        return s.lastStart()
                .instant()
                .flatMap(l -> s.next().instant().map(n -> Duration.between(l, n)))
                .filter(Duration::isPositive);
    }
}
