package dev.watchkeeper.finding;

import dev.watchkeeper.host.RemoteProcess;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Processes as evidence shows them.
final class ProcessLines {
    private static final int LONGEST = 160;

    private ProcessLines() {}

    /// `pid 4711 user ansible state S wchan request_wait_answer age 7 d: df -h; in
    /// request_wait_answer < fuse_statfs`, a line each, oldest first.
    static String of(List<RemoteProcess> processes) {
        return Texts.lines(
                processes.stream()
                        .sorted(Comparator.comparing(RemoteProcess::age).reversed())
                        .map(ProcessLines::line)
                        .toList());
    }

    static String line(RemoteProcess p) {
        String stack = p.stack().isEmpty() ? "" : "; in " + String.join(" < ", p.stack());
        return "pid %d user %s state %s wchan %s age %s: %s%s"
                .formatted(
                        p.key().pid(),
                        Served.shown(p.user()),
                        Served.shown(String.valueOf(p.state())),
                        p.waitChannel().map(Served::shown).orElse("unknown"),
                        Ages.of(p.age()),
                        dev.watchkeeper.inventory.VisibleText.capped(p.line(), LONGEST),
                        stack);
    }

    /// `7 ansible-playboo, 63 ssh; oldest 7 d; wait channels: 7 hrtimer_nanosleep, 63 unknown`.
    static String summary(List<RemoteProcess> processes) {
        return "%s; oldest %s; wait channels: %s"
                .formatted(
                        tally(processes, RemoteProcess::command),
                        oldest(processes),
                        tally(processes, p -> p.waitChannel().orElse("unknown")));
    }

    static String oldest(List<RemoteProcess> processes) {
        return processes.stream()
                .map(RemoteProcess::age)
                .max(Comparator.naturalOrder())
                .map(Ages::of)
                .orElse("unknown");
    }

    private static String tally(
            List<RemoteProcess> processes,
            java.util.function.Function<RemoteProcess, String> property) {
        Map<String, Long> counts =
                processes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        property, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(8)
                .map(e -> e.getValue() + " " + Served.shown(e.getKey()))
                .collect(Collectors.joining(", "));
    }
}
