package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.EmptyState;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Builders and other hosts: health, processes, mounts.
public final class BuildersView {
    private final Consumer<FindingKey> openFinding;
    private final HostChoice choice = new HostChoice(this::applyFilter);
    private final CheckBox onlyNamed = new CheckBox("Only processes that a finding names");
    private final LiveTable<String, HealthRow> health;
    private final LiveTable<ProcessKey, ProcessRow> processes;
    private final LiveTable<String, MountRow> mounts;
    private final ProcessActions actions;
    private final TabPane tabs = new TabPane();
    private final VBox root;
    private String filter = "";
    private Report latest;

    /// @param openFinding opens a finding with its fix
    public BuildersView(
            Ages ages, Remedies remedies, Report first, Consumer<FindingKey> openFinding) {
        this.openFinding = openFinding;
        latest = first;
        health = Tables.health(ages);
        processes = Tables.processes(ages);
        mounts = Tables.mounts(ages);
        actions = new ProcessActions(remedies, openFinding);
        processes.onSelected(rows -> actions.show(rows, latest));
        opening(health, r -> r.finding());
        opening(mounts, r -> r.finding());
        onlyNamed.setSelected(true);
        onlyNamed.setId("only-named");
        onlyNamed.selectedProperty().addListener((o, was, is) -> applyFilter());
        tabs();
        var title =
                Layouts.row(
                        "title-row",
                        Layouts.label("Builders and hosts", "screen-title"),
                        Layouts.spacer(),
                        choice.node());
        root = Layouts.column("screen", title, Layouts.growing(tabs));
        root.setId("builders");
        applyFilter();
    }

    private void tabs() {
        VBox.setVgrow(processes, javafx.scene.layout.Priority.ALWAYS);
        tabs.getTabs().add(tab("Health", health));
        tabs.getTabs()
                .add(tab("Processes", Layouts.column("tab-body", onlyNamed, processes, actions)));
        tabs.getTabs().add(tab("Mounts", mounts));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    }

    private static Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setId("tab-" + title.toLowerCase(Locale.ROOT));
        return tab;
    }

    /// Enter or a double click opens the finding that names the row.
    private <K, S> void opening(
            LiveTable<K, S> table, java.util.function.Function<S, Optional<Finding>> finding) {
        Runnable open =
                () ->
                        table.selected().stream()
                                .flatMap(r -> finding.apply(r).stream())
                                .findFirst()
                                .ifPresent(f -> openFinding.accept(f.key()));
        table.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                open.run();
            }
        });
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                open.run();
            }
        });
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        latest = report;
        Blame blame = Blame.of(report);
        choice.update(report);
        explain(health, health.empty(), "hosts", report);
        explain(processes, processes.empty(), "processes", report);
        explain(mounts, mounts.empty(), "mounts", report);
        health.show(HealthRow.of(report, blame));
        processes.show(ProcessRow.of(report, blame));
        mounts.show(MountRow.of(report, blame));
        actions.show(processes.selected(), report);
    }

    private void explain(TableView<?> table, EmptyState empty, String what, Report report) {
        var snapshot = report.snapshot();
        boolean answered =
                snapshot.hosts().values().stream().anyMatch(s -> s.lastProbed().isPresent());
        if (snapshot.fleet().hosts().isEmpty()) {
            empty.none("No hosts", "The fleet file names none.");
        } else if (snapshot.hosts().isEmpty()) {
            empty.notCheckedYet("The first answers arrive within seconds.");
        } else if (!answered) {
            empty.couldNotCheck("No host answered. The Health tab says why.");
        } else if (table.equals(processes) && onlyNamed.isSelected()) {
            empty.none("No stuck, piled up or left over processes", "Untick the box to see all.");
        } else {
            empty.none("No " + what + " match", "Choose all hosts or clear the filter.");
        }
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        filter = text.toLowerCase(Locale.ROOT);
        applyFilter();
    }

    private void applyFilter() {
        health.filter(r ->
                choice.admits(r.name())
                        && (r.name() + ' ' + r.words()).toLowerCase(Locale.ROOT).contains(filter));
        processes.filter(r ->
                choice.admits(r.host())
                        && (r.finding().isPresent() || !onlyNamed.isSelected())
                        && r.contains(filter));
        mounts.filter(r -> choice.admits(r.host()) && r.contains(filter));
    }

    /// Shows one host.
    public void open(String host) {
        choice.choose(host);
    }

    /// Shows a tab: 0 health, 1 processes, 2 mounts.
    public void openTab(int index) {
        tabs.getSelectionModel().select(index);
    }

    /// The selected processes' number, for the window's words.
    public List<ProcessKey> selectedProcesses() {
        return processes.selected().stream().map(ProcessRow::key).toList();
    }
}
