package dev.watchkeeper.automation;

import dev.watchkeeper.host.Timetable.CronTable;
import dev.watchkeeper.host.Timetable.Line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entries of a crontab (crontab(5)). Assignments are passed over, apart from `CRON_TZ`.
final class Crontab {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^\\s*[\"']?([A-Za-z_][A-Za-z0-9_]*)[\"']?\\s*=\\s*(.*?)\\s*$");
    private static final Pattern NAMED = Pattern.compile("^\\s*-?(@[a-z_]+)\\s+(.*)$");
    private static final Pattern FIELDS =
            Pattern.compile("^\\s*-?((?:[0-9*][^\\s=]*|~[^\\s]*)(?:\\s+\\S+){4})\\s+(.*)$");
    private static final Pattern USER = Pattern.compile("^(\\S{1,64})\\s+(.*)$");

    /// @param table where it is
    /// @param line its number
    /// @param user who runs it
    /// @param expression its five fields, or the name in their place
    /// @param command with what cron reads as its input
    /// @param zone that `CRON_TZ` says
    record Entry(
            String table,
            Optional<Instant> changed,
            int line,
            String user,
            String expression,
            String command,
            Optional<ZoneId> zone) {
        String place() {
            return table + ":" + line;
        }

        /// What is run, blanks compared as one.
        String program() {
            return Crontab.program(command);
        }

        boolean isAtBoot() {
            return expression.equals("@reboot");
        }
    }

    /// @param zones whether the host's cron knows `CRON_TZ`; Debian's does not
    static List<Entry> entries(CronTable table, boolean zones) {
        var entries = new ArrayList<Entry>();
        Optional<ZoneId> zone = Optional.empty();
        for (Line line : table.lines()) {
            Matcher assignment = ASSIGNMENT.matcher(line.text());
            if (assignment.matches()) {
                boolean zoned = zones && assignment.group(1).equals("CRON_TZ");
                zone = zoned ? zone(assignment.group(2)) : zone;
            } else {
                entry(table, line, zone).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static Optional<Entry> entry(CronTable table, Line line, Optional<ZoneId> zone) {
        Matcher named = NAMED.matcher(line.text());
        Matcher fields = FIELDS.matcher(line.text());
        Matcher found = named.matches() ? named : fields;
        if (found == fields && !fields.matches()) {
            return Optional.empty();
        }
        String expression = squeezed(found.group(1));
        Optional<String> owner = owner(table.path());
        if (owner.isPresent()) {
            return Optional.of(
                    new Entry(
                            table.path(),
                            table.changed(),
                            line.number(),
                            owner.get(),
                            expression,
                            found.group(2).strip(),
                            zone));
        }
        Matcher user = USER.matcher(found.group(2));
        return user.matches()
                ? Optional.of(
                        new Entry(
                                table.path(),
                                table.changed(),
                                line.number(),
                                user.group(1),
                                expression,
                                user.group(2).strip(),
                                zone))
                : Optional.empty();
    }

    /// Whose crontab it is; the system's own name a user in every entry.
    private static Optional<String> owner(String path) {
        boolean own = path.startsWith("/var/spool/cron/") || path.startsWith("/etc/crontabs/");
        return own ? Optional.of(path.substring(path.lastIndexOf('/') + 1)) : Optional.empty();
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.replaceAll("[\"']", "")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Crontab() {}

    /// What a command runs, without what cron reads as its input.
    static String program(String command) {
        return squeezed(command.split("(?<!\\\\)%", 2)[0].replace("\\%", "%"));
    }

    /// Blanks as one; cron writes a tab as `^I` in its log.
    static String squeezed(String text) {
        return text.replace("^I", " ").strip().replaceAll("\\s+", " ");
    }
}
