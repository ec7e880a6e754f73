package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Choice;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// The runs on all hosts, with the lanes of the selected one below.
public final class AutomationView {
    private static final double TABLE_PART = 0.4;

    private final RunRows rows = new RunRows();
    private final Choice host;
    private final LiveTable<ProcessKey, RunRow> table;
    private final Notes notes;
    private final RunPane pane;
    private final SplitPane split;
    private final TabPane tabs = new TabPane();
    private final VBox root;
    private final Consumer<FindingKey> openFinding;
    private final Consumer<String> openHost;
    private String filter = "";
    private List<Overlap> overlaps = List.of();
    private Report latest;

    /// @param openFinding opens a finding with its fix
    /// @param openHost opens a host of the fleet
    public AutomationView(
            Ages ages, Report first, Consumer<FindingKey> openFinding, Consumer<String> openHost) {
        this.openFinding = openFinding;
        this.openHost = openHost;
        latest = first;
        host = new Choice("run-host-choice", "All hosts", "Host", this::applyFilter);
        table = RunTable.create(ages);
        notes = new Notes(ages);
        pane = new RunPane(ages, openFinding, openHost);
        split = new SplitPane(table);
        split.setOrientation(Orientation.VERTICAL);
        table.onSelected(this::selected);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        Tab runs = new Tab("Runs", Layouts.column("tab-body", notes, Layouts.growing(split)));
        runs.setId("tab-runs");
        tabs.getTabs().add(runs);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        root =
                Layouts.column(
                        "screen",
                        Layouts.row(
                                "title-row",
                                Layouts.label("Automation", "screen-title"),
                                Layouts.spacer(),
                                host.node()),
                        Layouts.growing(tabs));
        root.setId("automation");
        explain();
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        latest = report;
        host.update(report.snapshot().fleet().hosts().stream().map(Host::name).toList());
        List<RunRow> runs = rows.of(report);
        overlaps = Overlap.of(runs);
        notes.show(overlaps, runs.isEmpty() ? Optional.empty() : Emptiness.gap("runs", report));
        explain();
        table.show(runs);
        selected(table.selected());
    }

    private void explain() {
        Emptiness.explain(table.empty(), "runs", latest, !filter.isEmpty() || host.narrows());
    }

    private void selected(List<RunRow> selected) {
        selected.stream()
                .findFirst()
                .ifPresent(r ->
                        pane.show(
                                r,
                                RunRows.lanes(latest).of(r),
                                overlaps.stream().filter(o -> o.includes(r)).findFirst()));
        showLanes(!selected.isEmpty());
    }

    private void showLanes(boolean show) {
        if (show && split.getItems().size() == 1) {
            split.getItems().add(pane);
            split.setDividerPositions(TABLE_PART);
        } else if (!show) {
            split.getItems().remove(pane);
        }
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

    /// Shows only what contains the text.
    public void filter(String text) {
        filter = text.toLowerCase(Locale.ROOT);
        applyFilter();
    }

    private void applyFilter() {
        explain();
        table.filter(r -> host.admits(r.host().name()) && r.contains(filter));
    }

    /// Shows a tab: 0 the runs.
    public void openTab(int index) {
        tabs.getSelectionModel().select(index);
    }
}
