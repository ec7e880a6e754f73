package dev.watchkeeper.automation;

import dev.watchkeeper.host.Timetable.Line;
import dev.watchkeeper.host.Timetable.PlaySettings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long one task of a run of Ansible may take: `ANSIBLE_TASK_TIMEOUT`, else `task_timeout` in
/// `[defaults]` of its ansible.cfg, else for ever (ansible-core, `TASK_TIMEOUT`).
///
/// @param limit what holds
/// @param line of the file that says so, where one does
public record PlayLimit(Limit limit, Optional<Line> line) {
    private static final Pattern SECTION = Pattern.compile("^\\s*\\[\\s*([^\\]]*?)\\s*\\].*$");
    private static final Pattern SETTING =
            Pattern.compile("^\\s*task_timeout\\s*[=:]\\s*(.*?)\\s*(?:[#;].*)?$");
    private static final String VARIABLE = "ANSIBLE_TASK_TIMEOUT";

    public static PlayLimit of(PlaySettings settings) {
        Optional<String> variable = settings.environment().map(e -> e.getOrDefault(VARIABLE, ""));
        if (variable.filter(v -> !v.isBlank()).isPresent()) {
            return new PlayLimit(limit(variable.get(), VARIABLE), Optional.empty());
        }
        if (settings.unread().isPresent()) {
            return new PlayLimit(new Limit.Unknown(settings.unread().get()), Optional.empty());
        }
        Optional<Line> line = line(settings.lines());
        String file = settings.file().orElse("no ansible.cfg");
        return line.map(l -> new PlayLimit(limit(value(l), file + ":" + l.number()), line))
                .orElseGet(() -> new PlayLimit(new Limit.None(file), Optional.empty()));
    }

    private static Limit limit(String seconds, String where) {
        if (!seconds.matches("[0-9]{1,9}")) {
            return new Limit.Unknown(where + " is no number of seconds");
        }
        int most = Integer.parseInt(seconds);
        return most == 0 ? new Limit.None(where) : new Limit.Of(Duration.ofSeconds(most), where);
    }

    /// The last of them holds.
    private static Optional<Line> line(List<Line> lines) {
        String section = "";
        Optional<Line> found = Optional.empty();
        for (Line line : lines) {
            Matcher head = SECTION.matcher(line.text());
            if (head.matches()) {
                section = head.group(1);
            } else if (section.equals("defaults") && SETTING.matcher(line.text()).matches()) {
                found = Optional.of(line);
            }
        }
        return found;
    }

    private static String value(Line line) {
        return SETTING.matcher(line.text()).replaceFirst("$1");
    }
}
