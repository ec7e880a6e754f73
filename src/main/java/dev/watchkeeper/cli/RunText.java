package dev.watchkeeper.cli;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.ScheduleText;
import dev.watchkeeper.host.HostSnapshot;

import java.util.List;
import java.util.stream.Collectors;

/// The schedules of a host and its runs, for a person.
final class RunText {
    private final HostSnapshot snapshot;
    private final Schedules schedules;
    private final Terminal terminal;

    RunText(HostSnapshot snapshot, Terminal terminal) {
        this.snapshot = snapshot;
        this.schedules = Schedules.of(snapshot);
        this.terminal = terminal;
    }

    void print() {
        terminal.line("  schedules");
        if (!schedules.known()) {
            terminal.line("    not known");
        }
        schedules.all().forEach(this::schedule);
        schedules.unread().forEach(u -> terminal.line("    unknown: " + Plain.of(u)));
        List<Run> runs = Runs.of(snapshot);
        terminal.line("  runs" + overlap(runs));
        runs.forEach(this::run);
    }

    private void schedule(Schedule schedule) {
        var text = new ScheduleText(schedule, snapshot.hostClock());
        String standing = text.standing().map(s -> "  [" + s + "]").orElse("");
        terminal.line("    " + Plain.of(schedule.name()) + standing);
        if (!text.what().isEmpty()) {
            terminal.line("      " + Plain.of(text.what()));
        }
        terminal.line("      " + Plain.of(String.join("; ", text.lines())));
    }

    /// Those of one name at one time.
    private static String overlap(List<Run> runs) {
        String several =
                runs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Run::name,
                                        java.util.LinkedHashMap::new,
                                        Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(e -> e.getValue() > 1)
                        .map(e -> e.getValue() + " of " + Plain.of(e.getKey()) + " overlap")
                        .collect(Collectors.joining(", "));
        String count = runs.isEmpty() ? ": none is under way" : ": " + runs.size() + " under way";
        return several.isEmpty() ? count : count + ", " + several;
    }

    private void run(Run run) {
        String by =
                schedules
                        .starterOf(snapshot, run)
                        .map(s -> ", started by " + Plain.of(s.name()))
                        .orElse("");
        terminal.line(
                "    %s pid %d since %s, %d processes%s"
                        .formatted(
                                Plain.of(run.name()),
                                run.key().pid(),
                                Ages.of(run.age()),
                                run.processes().size(),
                                by));
        run.lanes().forEach(this::lane);
    }

    private void lane(Lane lane) {
        String worker = lane.worker().map(w -> "worker pid " + w.key().pid() + ", ").orElse("");
        String master = lane.master().map(m -> ", through master pid " + m.key().pid()).orElse("");
        terminal.line(
                "      %s: %sssh pid %d for %s%s"
                        .formatted(
                                lane.destination().isEmpty()
                                        ? "unknown host"
                                        : Plain.of(lane.destination()),
                                worker,
                                lane.ssh().key().pid(),
                                Ages.of(lane.ssh().age()),
                                master));
    }
}
