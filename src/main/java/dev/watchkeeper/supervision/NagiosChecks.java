package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.NagiosRow.Subject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Every check, from what the two files say of it.
final class NagiosChecks {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_OUTPUT = 200;
    private static final char VARIABLE_END = '\u001e';

    private final NagiosAnswer answer;
    private final NagiosCommands commands;
    private final NagiosPeople people;
    private final NagiosLog log;
    private final NagiosDowntimes downtimes;
    private final Duration unit;
    private final Map<Subject, NagiosRow> objects = new HashMap<>();
    private final Map<String, OptionalLong> hostDepths = new HashMap<>();

    /// @param now the host's clock
    /// @param unit what an interval of 1 stands for
    NagiosChecks(
            NagiosAnswer answer,
            NagiosCommands commands,
            NagiosPeople people,
            NagiosLog log,
            Instant now,
            Duration unit) {
        this.answer = answer;
        this.commands = commands;
        this.people = people;
        this.log = log;
        this.downtimes = new NagiosDowntimes(answer, now);
        this.unit = unit;
        answer.rows(NagiosBlock.HOST).forEach(r -> objects.put(r.subject(), r));
        answer.rows(NagiosBlock.SERVICE).forEach(r -> objects.put(r.subject(), r));
        answer.rows(NagiosBlock.HOSTSTATUS)
                .forEach(r -> hostDepths.put(r.text("host_name"), depth(r)));
    }

    private static OptionalLong depth(NagiosRow row) {
        return row.number("scheduled_downtime_depth");
    }

    List<Check> all() {
        List<Check> all = new ArrayList<>();
        answer.rows(NagiosBlock.HOSTSTATUS).forEach(r -> all.add(check(r)));
        answer.rows(NagiosBlock.SERVICESTATUS).forEach(r -> all.add(check(r)));
        return all;
    }

    private Check check(NagiosRow row) {
        Subject subject = row.subject();
        Optional<NagiosRow> object = Optional.ofNullable(objects.get(subject));
        return new Check(
                VisibleText.capped(subject.host(), LONGEST_NAME),
                VisibleText.capped(subject.service(), LONGEST_NAME),
                commands.scope(row.text("check_command"), macros(subject, object)),
                timing(row),
                result(row),
                telling(row, object));
    }

    private Map<String, String> macros(Subject subject, Optional<NagiosRow> object) {
        Map<String, String> macros = new HashMap<>();
        macros.put("HOSTNAME", subject.host());
        macros.put("SERVICEDESC", subject.service());
        Optional<NagiosRow> host = Optional.ofNullable(objects.get(subject.ofHost()));
        host.ifPresent(h -> {
            macros.put("HOSTADDRESS", h.text("address"));
            variables(h, "_HOST", macros);
        });
        object.filter(_ -> !subject.service().isEmpty())
                .ifPresent(s -> variables(s, "_SERVICE", macros));
        return macros;
    }

    private static void variables(NagiosRow row, String prefix, Map<String, String> into) {
        for (String variable : row.text("_").split(String.valueOf(VARIABLE_END), -1)) {
            int equals = variable.indexOf('=');
            if (equals > 1) {
                into.put(prefix + variable.substring(1, equals), variable.substring(equals + 1));
            }
        }
    }

    private Check.Timing timing(NagiosRow row) {
        boolean runs =
                row.is("active_checks_enabled")
                        && !row.text("check_command").isEmpty()
                        && !people.isNever(row.text("check_period"));
        return new Check.Timing(
                runs ? row.interval("check_interval", unit) : Duration.ZERO,
                row.moment("last_check"),
                row.moment("next_check"),
                runs,
                row.is("passive_checks_enabled"));
    }

    private static Check.Result result(NagiosRow row) {
        return new Check.Result(
                state(row),
                row.is("state_type"),
                row.moment("last_state_change"),
                VisibleText.capped(row.text("plugin_output"), LONGEST_OUTPUT));
    }

    private static Check.State state(NagiosRow row) {
        if (!row.is("has_been_checked")) {
            return Check.State.PENDING;
        }
        boolean ofHost = row.block() == NagiosBlock.HOSTSTATUS;
        return switch (row.text("current_state")) {
            case "0" -> Check.State.OK;
            case "1" -> ofHost ? Check.State.CRITICAL : Check.State.WARNING;
            case "2" -> Check.State.CRITICAL;
            default -> Check.State.UNKNOWN;
        };
    }

    private Check.Telling telling(NagiosRow row, Optional<NagiosRow> object) {
        Subject subject = row.subject();
        boolean enabled =
                row.is("notifications_enabled")
                        && !people.isNever(row.text("notification_period"))
                        && object.map(o -> !NagiosPeople.isNothing(o.text("notification_options")))
                                .orElse(true);
        // Of a host in downtime the services are silent too.
        Optional<Check.Downtime> downtime =
                downtimes
                        .of(subject, depth(row))
                        .or(() ->
                                downtimes.of(
                                        subject.ofHost(),
                                        hostDepths.getOrDefault(
                                                subject.host(), OptionalLong.empty())));
        return new Check.Telling(
                enabled,
                log.subject(subject, row.moment("last_notification")),
                row.is("problem_has_been_acknowledged"),
                downtime,
                object.map(people::of).orElse(List.of()));
    }
}
