package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

import java.util.List;
import java.util.Optional;

/// The processes that a finding is about, as a small table.
final class Subjects {
    private static final int MOST = 8;
    private static final int LONGEST = 120;

    private Subjects() {}

    static Optional<Node> of(Finding finding) {
        List<RemoteProcess> processes =
                switch (finding) {
                    case Finding.ProcessFinding f -> f.processes();
                    case Finding.MountFinding f -> f.waiting();
                    case Finding.RunFinding f -> f.processes();
                    case Finding.EndpointFinding f -> List.of();
                    case Finding.HostFinding f -> List.of();
                    case Finding.SupervisionFinding f -> List.of();
                    case Finding.ConsoleFinding f -> List.of();
                };
        return processes.isEmpty() ? Optional.empty() : Optional.of(table(processes));
    }

    private static Node table(List<RemoteProcess> processes) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("process-grid");
        row(grid, 0, "muted", "pid", "user", "state", "waits in", "age", "command");
        int at = 1;
        for (RemoteProcess p : processes.stream().limit(MOST).toList()) {
            row(
                    grid,
                    at++,
                    "mono",
                    Long.toString(p.key().pid()),
                    VisibleText.of(p.user()),
                    String.valueOf(p.state()),
                    VisibleText.of(p.waitChannel().orElse("not known")),
                    Spans.words(p.age()),
                    VisibleText.capped(p.line(), LONGEST));
        }
        if (processes.size() <= MOST) {
            return grid;
        }
        String rest =
                "and %,d more, all of them under Builders › Processes"
                        .formatted(processes.size() - MOST);
        return Layouts.column("evidences", grid, Layouts.label(rest, "muted"));
    }

    private static void row(GridPane grid, int row, String style, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            Label label = Layouts.label(cells[column], style, "small");
            boolean last = column == cells.length - 1;
            label.setMinWidth(last ? 0 : Label.USE_PREF_SIZE);
            grid.add(label, column, row);
        }
    }
}
