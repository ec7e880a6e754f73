package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveTable;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.control.SelectionMode;

import java.util.Comparator;

/// The three tables and their columns.
final class Tables {
    private Tables() {}

    static LiveTable<String, HealthRow> health(Ages ages) {
        Comparator<HealthRow> worstFirst =
                Comparator.<HealthRow, dev.watchkeeper.ui.fx.Mark>comparing(r -> r.verdict().mark())
                        .thenComparing(HealthRow::name);
        var table = new LiveTable<String, HealthRow>(ages, HealthRow::name, () -> worstFirst);
        table.setId("health-table");
        table.setAccessibleText("Hosts, worst first");
        table.verdict("Verdict", 19, HealthRow::verdict);
        table.text("Host", 16, HealthRow::name);
        var role = table.text("Role", 18, r -> r.host().role().label());
        table.text("What", 40, HealthRow::words);
        var load = table.text("Load 1, 5, 15 min", 21, HealthRow::load);
        var memory = table.text("Memory available", 21, HealthRow::memory);
        var up = table.text("Up", 8, HealthRow::uptime);
        var observed =
                table.time(
                        "Observed",
                        12,
                        r -> r.observedAt().map(ages::relative).orElse("never"),
                        HealthRow::observedAt);
        table.mayLeave(up, memory, load, observed, role);
        return table;
    }

    static LiveTable<ProcessKey, ProcessRow> processes(Ages ages) {
        Comparator<ProcessRow> worstFirst =
                Comparator.<ProcessRow, dev.watchkeeper.ui.fx.Mark>comparing(
                                r -> r.verdict().mark())
                        .thenComparing(ProcessRow::host)
                        .thenComparing(r -> r.process().age(), Comparator.reverseOrder())
                        .thenComparingLong(r -> r.key().pid());
        var table = new LiveTable<ProcessKey, ProcessRow>(ages, ProcessRow::key, () -> worstFirst);
        table.setId("process-table");
        table.setAccessibleText("Processes");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.verdict("Verdict", 14, ProcessRow::verdict);
        table.text("Host", 13, ProcessRow::host);
        table.number("PID", 9, r -> "" + r.key().pid(), r -> (double) r.key().pid());
        var parent =
                table.number(
                        "PPID",
                        9,
                        r -> "" + r.process().parent(),
                        r -> (double) r.process().parent());
        var user = table.text("User", 10, ProcessRow::user);
        var state = table.text("State", 9, ProcessRow::state);
        var channel = table.mono("Waits in", 20, ProcessRow::waitChannel);
        var on = table.text("Waits on", 14, ProcessRow::waitsOn);
        table.number(
                "Age",
                8,
                r -> Spans.words(r.process().age()),
                r -> (double) r.process().age().toSeconds());
        table.mono("Command line", 44, ProcessRow::line);
        table.mayLeave(parent, channel, user, state, on);
        return table;
    }

    static LiveTable<String, MountRow> mounts(Ages ages) {
        Comparator<MountRow> worstFirst =
                Comparator.<MountRow, dev.watchkeeper.ui.fx.Mark>comparing(r -> r.verdict().mark())
                        .thenComparing(MountRow::host)
                        .thenComparing(MountRow::point);
        var table = new LiveTable<String, MountRow>(ages, MountRow::key, () -> worstFirst);
        table.setId("mount-table");
        table.setAccessibleText("Mounts, those that do not answer first");
        table.verdict("Verdict", 19, MountRow::verdict);
        table.text("Host", 13, MountRow::host);
        table.mono("Mount point", 24, MountRow::point);
        table.text("Answer", 26, MountRow::answer);
        var type = table.text("Type", 16, MountRow::type);
        var source = table.mono("Source", 24, MountRow::source);
        var waiting = table.text("FUSE waiting", 13, MountRow::waiting);
        var server = table.text("Server pid", 11, MountRow::server);
        table.mayLeave(server, source, type, waiting);
        return table;
    }
}
