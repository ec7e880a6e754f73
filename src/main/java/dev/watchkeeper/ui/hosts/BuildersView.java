package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Choice;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Builders and other hosts: health, processes, mounts.
public final class BuildersView {
    private final Ages ages;
    private final Choice host;
    private final Choice role;
    private final CheckBox onlyNamed = new CheckBox("Only processes that a finding names");
    private final LiveTable<String, HealthRow> health;
    private final LiveTable<ProcessKey, ProcessRow> processes;
    private final LiveTable<String, MountRow> mounts;
    private final List<HostTab<?, ?>> panes;
    private final ProcessActions actions;
    private final TabPane tabs = new TabPane();
    private final VBox root;
    private String filter = "";
    private Report latest;

    /// @param openFinding opens a finding with its fix
    public BuildersView(
            Ages ages, Remedies remedies, Report first, Consumer<FindingKey> openFinding) {
        this.ages = ages;
        latest = first;
        host = new Choice("host-choice", "All hosts", "Host", this::applyFilter);
        role = new Choice("role-choice", "All roles", "Role", this::applyFilter);
        health = Tables.health(ages);
        processes = Tables.processes(ages);
        mounts = Tables.mounts(ages);
        actions = new ProcessActions(remedies, openFinding);
        var ofHealth =
                pane(
                        health,
                        r -> Details.of(r, latest, this.ages),
                        HealthRow::finding,
                        openFinding);
        var ofProcesses =
                pane(processes, r -> Details.of(r, at(r.host())), ProcessRow::finding, openFinding);
        var ofMounts =
                pane(mounts, r -> Details.of(r, at(r.host())), MountRow::finding, openFinding);
        panes = List.of(ofHealth, ofProcesses, ofMounts);
        health.onSelected(rows -> ofHealth.refresh());
        mounts.onSelected(rows -> ofMounts.refresh());
        processes.onSelected(rows -> {
            actions.show(rows, latest);
            ofProcesses.refresh();
        });
        onlyNamed.setSelected(true);
        onlyNamed.setId("only-named");
        onlyNamed.selectedProperty().addListener((o, was, is) -> applyFilter());
        tabs(ofHealth, ofProcesses, ofMounts);
        root = Layouts.column("screen", title(), Layouts.growing(tabs));
        root.setId("builders");
        applyFilter();
    }

    private <K, S> HostTab<K, S> pane(
            LiveTable<K, S> table,
            Function<S, Detail> detail,
            Function<S, Optional<Finding>> finding,
            Consumer<FindingKey> openFinding) {
        return new HostTab<>(
                table, new DetailPane(ages, openFinding), detail, finding, openFinding);
    }

    private Optional<Instant> at(String name) {
        return Optional.ofNullable(latest.snapshot().hosts().get(name))
                .flatMap(HostState::lastProbed)
                .map(HostObservation::observedAt);
    }

    private HBox title() {
        return Layouts.row(
                "title-row",
                Layouts.label("Builders and hosts", "screen-title"),
                Layouts.spacer(),
                role.node(),
                host.node());
    }

    private void tabs(Node ofHealth, Node ofProcesses, Node ofMounts) {
        VBox.setVgrow(ofProcesses, Priority.ALWAYS);
        tabs.getTabs().add(tab("Health", ofHealth));
        tabs.getTabs()
                .add(tab("Processes", Layouts.column("tab-body", onlyNamed, ofProcesses, actions)));
        tabs.getTabs().add(tab("Mounts", ofMounts));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    }

    private static Tab tab(String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setId("tab-" + title.toLowerCase(Locale.ROOT));
        return tab;
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        latest = report;
        Blame blame = Blame.of(report);
        var hosts = report.snapshot().fleet().hosts();
        host.update(hosts.stream().map(Host::name).toList());
        role.update(hosts.stream().map(h -> h.role().label()).toList());
        explain();
        health.show(HealthRow.of(report, blame));
        processes.show(ProcessRow.of(report, blame));
        mounts.show(MountRow.of(report, blame));
        actions.show(processes.selected(), report);
        panes.forEach(HostTab::refresh);
    }

    private void explain() {
        boolean narrowed = !filter.isEmpty() || host.narrows() || role.narrows();
        Emptiness.explain(health.empty(), "hosts", latest, narrowed);
        Emptiness.explain(mounts.empty(), "mounts", latest, narrowed);
        String what =
                onlyNamed.isSelected() ? "stuck, piled up or left over processes" : "processes";
        Emptiness.explain(processes.empty(), what, latest, narrowed);
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        filter = text.toLowerCase(Locale.ROOT);
        applyFilter();
    }

    private void applyFilter() {
        explain();
        Set<String> admitted =
                latest.snapshot().fleet().hosts().stream()
                        .filter(h -> host.admits(h.name()) && role.admits(h.role().label()))
                        .map(Host::name)
                        .collect(Collectors.toSet());
        boolean all = !host.narrows() && !role.narrows();
        health.filter(r -> (all || admitted.contains(r.name())) && r.contains(filter));
        processes.filter(r ->
                (all || admitted.contains(r.host()))
                        && (r.finding().isPresent() || !onlyNamed.isSelected())
                        && r.contains(filter));
        mounts.filter(r -> (all || admitted.contains(r.host())) && r.contains(filter));
    }

    /// Shows one host.
    public void open(String name) {
        role.choose("All roles");
        host.choose(name);
        health.selectFirst(r -> r.name().equals(name));
    }

    /// Shows a tab: 0 health, 1 processes, 2 mounts.
    public void openTab(int index) {
        tabs.getSelectionModel().select(index);
    }
}
