package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.automation.Looks.Look;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Choice;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The runs on all hosts, and what starts them.
public final class AutomationView {
    private final Looks looks;
    private final Choice host;
    private final RunsTab runs;
    private final SchedulesTab schedules;
    private final TabPane tabs;
    private final VBox root;
    private String filter = "";

    /// @param openFinding opens a finding with its fix
    /// @param openHost opens a host of the fleet
    public AutomationView(
            Ages ages, Report first, Consumer<FindingKey> openFinding, Consumer<String> openHost) {
        this(ages, first, openFinding, openHost, new Looks(Looks.Found::in));
    }

    AutomationView(
            Ages ages,
            Report first,
            Consumer<FindingKey> openFinding,
            Consumer<String> openHost,
            Looks looks) {
        this.looks = looks;
        host = new Choice("run-host-choice", "All hosts", "Host", this::applyFilter);
        runs = new RunsTab(ages, first, openFinding, openHost);
        schedules = new SchedulesTab(ages, first, openHost);
        tabs = new TabPane(runs, schedules);
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
        applyFilter();
    }

    public Parent node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        host.update(report.snapshot().fleet().hosts().stream().map(Host::name).toList());
        List<Look> seen = looks.of(report);
        runs.show(report, seen);
        schedules.show(report, seen);
        explain();
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        filter = text.toLowerCase(Locale.ROOT);
        applyFilter();
    }

    private void explain() {
        boolean narrowed = !filter.isEmpty() || host.narrows();
        runs.explain(narrowed);
        schedules.explain(narrowed);
    }

    private void applyFilter() {
        explain();
        runs.filter(r -> host.admits(r.host().name()) && r.contains(filter));
        schedules.filter(r -> host.admits(r.host().name()) && r.contains(filter));
    }

    /// Shows a tab: 0 runs, 1 schedules.
    public void openTab(int index) {
        tabs.getSelectionModel().select(index);
    }
}
