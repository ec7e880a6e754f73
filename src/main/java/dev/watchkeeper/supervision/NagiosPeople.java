package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.NagiosRow.Subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is told, and how.
final class NagiosPeople {
    private static final int LONGEST = 1_000;

    private final NagiosAnswer answer;
    private final NagiosCommands commands;
    private final NagiosLog log;
    private final Map<String, List<String>> groups = new HashMap<>();
    private final Map<String, NagiosRow> states;
    private final Set<String> never;
    private final Map<Subject, List<NagiosRow>> escalations;

    NagiosPeople(NagiosAnswer answer, NagiosCommands commands, NagiosLog log) {
        this.answer = answer;
        this.commands = commands;
        this.log = log;
        answer.rows(NagiosBlock.CONTACTGROUP)
                .forEach(r -> groups.put(r.text("contactgroup_name"), r.names("members")));
        states =
                answer.rows(NagiosBlock.CONTACTSTATUS).stream()
                        .collect(
                                Collectors.toMap(
                                        r -> r.text("contact_name"), r -> r, (first, _) -> first));
        never =
                answer.rows(NagiosBlock.TIMEPERIOD).stream()
                        .filter(r -> r.number("ranges").isEmpty())
                        .map(r -> r.text("timeperiod_name"))
                        .collect(Collectors.toSet());
        escalations =
                Stream.of(NagiosBlock.HOSTESCALATION, NagiosBlock.SERVICEESCALATION)
                        .flatMap(b -> answer.rows(b).stream())
                        .collect(Collectors.groupingBy(NagiosRow::subject));
    }

    /// Whether a time period has no hour in it; where it is not known, its name tells.
    boolean isNever(String period) {
        return never.contains(period) || period.equals("none") || period.equals("never");
    }

    static boolean isNothing(String options) {
        return options.strip().equals("n");
    }

    /// The names of those that a host or service tells, at once or by an escalation, groups
    /// resolved, sorted.
    List<String> of(NagiosRow object) {
        Set<String> names = new TreeSet<>();
        add(object, names);
        escalations.getOrDefault(object.subject(), List.of()).forEach(e -> add(e, names));
        return List.copyOf(names);
    }

    private void add(NagiosRow row, Set<String> names) {
        row.names("contacts").forEach(n -> names.add(visible(n)));
        row.names("contact_groups").stream()
                .flatMap(g -> groups.getOrDefault(g, List.of()).stream())
                .forEach(n -> names.add(visible(n)));
    }

    private static String visible(String name) {
        return VisibleText.capped(name, 200);
    }

    List<Contact> contacts() {
        List<Contact> all = new ArrayList<>();
        for (NagiosRow row : answer.rows(NagiosBlock.CONTACT)) {
            all.add(contact(row));
        }
        return all;
    }

    private Contact contact(NagiosRow row) {
        String name = row.text("contact_name");
        Optional<NagiosRow> state = Optional.ofNullable(states.get(name));
        Optional<Instant> sent =
                state.flatMap(s ->
                        NagiosLog.latest(
                                s.moment("last_service_notification"),
                                s.moment("last_host_notification")));
        return new Contact(
                visible(name),
                told(row, state, "service"),
                told(row, state, "host"),
                ways(row),
                log.contact(name, sent));
    }

    /// What was switched while it runs is in status.dat, and wins.
    private Switch told(NagiosRow row, Optional<NagiosRow> state, String what) {
        NagiosRow newest = state.orElse(row);
        if (isNothing(row.text(what + "_notification_options"))
                || isNever(newest.text(what + "_notification_period"))) {
            return Switch.OFF;
        }
        return newest.on(what + "_notifications_enabled");
    }

    private List<Contact.Way> ways(NagiosRow row) {
        return Stream.of("service_notification_commands", "host_notification_commands")
                .flatMap(key -> row.names(key).stream())
                .map(call -> call.replaceFirst("!.*", "").strip())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .map(name ->
                        new Contact.Way(
                                visible(name),
                                VisibleText.capped(commands.line(name), LONGEST),
                                answer.program(name)))
                .toList();
    }
}
