package dev.watchkeeper.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes checks of the hosts and services of an Icinga.
final class IcingaChecks {
    static final List<String> DOWNTIME =
            List.of("host_name", "service_name", "end_time", "author", "comment");

    private static final List<String> CHECKABLE =
            List.of(
                    "name",
                    "check_command",
                    "vars",
                    "state",
                    "state_type",
                    "last_check",
                    "next_check",
                    "check_interval",
                    "enable_active_checks",
                    "enable_passive_checks",
                    "enable_notifications",
                    "acknowledgement",
                    "downtime_depth",
                    "last_state_change",
                    "last_check_result");

    static final List<String> HOST = with("address", "address6");
    static final List<String> SERVICE = with("host_name");

    /// Nobody plans a maintenance that takes longer.
    private static final Duration ETERNITY = Duration.ofDays(365);

    private final IcingaPeople people;
    private final Instant now;
    private final Map<String, List<IcingaObject>> downtimes = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    /// @param now by its own clock
    IcingaChecks(IcingaPeople people, List<IcingaObject> downtimes, Instant now) {
        this.people = people;
        this.now = now;
        downtimes.forEach(
                d -> this.downtimes.computeIfAbsent(d.subject(), _ -> new ArrayList<>()).add(d));
    }

    private static List<String> with(String... more) {
        List<String> attrs = new ArrayList<>(CHECKABLE);
        attrs.addAll(List.of(more));
        return List.copyOf(attrs);
    }

    List<Check> all(List<IcingaObject> hosts, List<IcingaObject> services) {
        List<Check> checks = new ArrayList<>();
        for (IcingaObject host : hosts) {
            String address = host.text("address");
            addresses.put(host.text("name"), address.isEmpty() ? host.text("address6") : address);
            checks.add(check(host, host.text("name"), ""));
        }
        services.forEach(s -> checks.add(check(s, s.text("host_name"), s.text("name"))));
        return checks;
    }

    private Check check(IcingaObject object, String host, String service) {
        String subject = service.isEmpty() ? host : host + "!" + service;
        boolean active = object.is("enable_active_checks");
        return new Check(
                host,
                service,
                IcingaScope.of(object, addresses.getOrDefault(host, "")),
                new Check.Timing(
                        active ? object.seconds("check_interval") : Duration.ZERO,
                        object.moment("last_check"),
                        object.moment("next_check"),
                        active,
                        object.is("enable_passive_checks")),
                new Check.Result(
                        state(object, service.isEmpty()),
                        object.number("state_type") == 1,
                        object.moment("last_state_change"),
                        ApiText.at(object.attrs().path("last_check_result"), "output")),
                new Check.Telling(
                        object.is("enable_notifications"),
                        people.lastSent(subject),
                        object.number("acknowledgement") != 0,
                        downtime(object, subject),
                        people.of(subject)));
    }

    private static Check.State state(IcingaObject object, boolean ofHost) {
        if (object.moment("last_check").isEmpty()) {
            return Check.State.PENDING;
        }
        int state = object.number("state");
        if (ofHost) {
            return state == 0 ? Check.State.OK : Check.State.CRITICAL;
        }
        return switch (state) {
            case 0 -> Check.State.OK;
            case 1 -> Check.State.WARNING;
            case 2 -> Check.State.CRITICAL;
            default -> Check.State.UNKNOWN;
        };
    }

    /// The one that ends last; one that is years long has no end.
    private Optional<Check.Downtime> downtime(IcingaObject object, String subject) {
        if (object.number("downtime_depth") == 0) {
            return Optional.empty();
        }
        return Optional.of(
                downtimes.getOrDefault(subject, List.of()).stream()
                        .max(Comparator.comparing(d -> d.moment("end_time").orElse(now)))
                        .map(d ->
                                new Check.Downtime(
                                        d.moment("end_time")
                                                .filter(e -> e.isBefore(now.plus(ETERNITY))),
                                        d.text("author"),
                                        d.text("comment")))
                        .orElse(new Check.Downtime(Optional.empty(), "", "")));
    }
}
