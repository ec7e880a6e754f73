package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.automation.Looks.Look;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.control.Tab;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The runs, with the lanes of the selected one below.
final class RunsTab extends Tab {
    private final LiveTable<ProcessKey, RunRow> table;
    private final Notes notes;
    private final RunPane pane;
    private final MasterDetail split;
    private final Consumer<FindingKey> openFinding;
    private final Consumer<String> openHost;
    private List<Overlap> overlaps = List.of();
    private Report latest;

    RunsTab(Ages ages, Report first, Consumer<FindingKey> openFinding, Consumer<String> openHost) {
        super("Runs");
        setId("tab-runs");
        this.openFinding = openFinding;
        this.openHost = openHost;
        latest = first;
        table = RunTable.create(ages);
        notes = new Notes(ages);
        pane = new RunPane(ages, openFinding, openHost);
        split = new MasterDetail(table, pane);
        table.onSelected(this::selected);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        setContent(Layouts.column("tab-body", notes, Layouts.growing(split)));
    }

    void show(Report report, List<Look> looks) {
        latest = report;
        List<RunRow> runs = RunRows.of(report, looks);
        overlaps = Overlap.of(runs);
        // An empty table says it itself.
        List<String> gaps =
                runs.isEmpty() ? List.of() : Emptiness.ofRuns(report).gap().stream().toList();
        notes.show(overlaps, gaps);
        table.show(runs);
        selected(table.selected());
    }

    /// @param narrowed whether not everything passes the filter
    void explain(boolean narrowed) {
        Emptiness.ofRuns(latest).explain(table.empty(), narrowed);
    }

    void filter(Predicate<RunRow> passes) {
        table.filter(passes);
    }

    private void selected(List<RunRow> selected) {
        selected.stream()
                .findFirst()
                .ifPresent(r ->
                        pane.show(
                                r,
                                RunRows.lanes(latest).of(r),
                                overlaps.stream().filter(o -> o.includes(r)).findFirst()));
        split.showDetail(!selected.isEmpty());
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            openSelected();
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getClickCount() == 2) {
            openSelected();
        }
    }

    /// The finding of the selected run, else its host.
    private void openSelected() {
        table.selected().stream()
                .findFirst()
                .ifPresent(r ->
                        r.finding()
                                .ifPresentOrElse(
                                        f -> openFinding.accept(f.key()),
                                        () -> openHost.accept(r.host().name())));
    }
}
