package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.PlayLimit;
import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.finding.PreventionRule.Hint;
import dev.watchkeeper.host.Timetable;
import dev.watchkeeper.host.Timetable.PlaySettings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A limit for the tasks of the Ansible runs that are under way on a host.
record RunHints(Probe probe) {
    private static final String SETTING = "task_timeout = 1800";

    List<Hint> all() {
        Set<Long> leaders =
                Runs.of(probe.snapshot()).stream()
                        .filter(r -> r.kind() == Run.Kind.ANSIBLE)
                        .map(r -> r.key().pid())
                        .collect(Collectors.toSet());
        var byPlace = new LinkedHashMap<String, Hint>();
        for (PlaySettings s :
                probe.snapshot().timetable().map(Timetable::plays).orElse(List.of())) {
            if (leaders.contains(s.pid())) {
                hint(s).ifPresent(h -> byPlace.putIfAbsent(h.where(), h));
            }
        }
        return List.copyOf(byPlace.values());
    }

    private static Optional<Hint> hint(PlaySettings settings) {
        PlayLimit limit = PlayLimit.of(settings);
        if (!(limit.limit() instanceof Limit.None none)) {
            return Optional.empty();
        }
        String change =
                limit.line()
                        .map(l ->
                                "line %d: %s\nchange it to\n%s"
                                        .formatted(l.number(), l.text(), SETTING))
                        .orElseGet(() -> without(settings, none.where()));
        return Optional.of(
                new Hint(
                        "no task_timeout",
                        settings.file().orElse("/etc/ansible/ansible.cfg"),
                        change
                                + "\nseconds, more than the longest task takes; the run of pid "
                                + settings.pid()
                                + " keeps what it began with"));
    }

    private static String without(PlaySettings settings, String where) {
        if (where.startsWith("ANSIBLE_")) {
            return where
                    + "=0 is in the run's environment and outranks the file\ntake it out there,"
                    + " and have in the file\n[defaults]\n"
                    + SETTING;
        }
        boolean section =
                settings.lines().stream().anyMatch(l -> l.text().strip().equals("[defaults]"));
        return settings.file().isEmpty()
                ? "the run reads no ansible.cfg; make this one\n[defaults]\n" + SETTING
                : "no line says task_timeout\n%s\n%s"
                        .formatted(section ? "add under [defaults]" : "add\n[defaults]", SETTING);
    }
}
