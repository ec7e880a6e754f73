package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.history.CheckHistory;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/// Who watches the watchers: alive, covering, would it page; the fleet against what is checked.
public final class SupervisionView {
    private final Background background;
    private final AnswerRow answers;
    private final SystemPane systems;
    private final CoverageTab coverage;
    private final HeatTab hours;
    private final TabPane tabs;
    private final VBox all;
    private final Setup setup = new Setup();
    private final Label fault = Layouts.wrapped("", "muted");
    private final Label first =
            Layouts.label("What supervision covers is being worked out.", "muted");
    private final StackPane root;
    private Optional<Report> next = Optional.empty();
    private boolean reckoning;

    /// @param history which checks ran; blocks, and is never called on the JavaFX thread
    /// @param openFinding opens a finding with its fix
    public SupervisionView(
            Ages ages,
            Remedies remedies,
            CheckHistory history,
            Background background,
            DrillFlow drills,
            Consumer<FindingKey> openFinding) {
        this.background = background;
        answers = new AnswerRow(ages);
        systems = new SystemPane(ages, openFinding, s -> drills.ask(s.supervision()));
        coverage =
                new CoverageTab(
                        ages,
                        new CoveragePane(new ProposalSection(remedies, background, openFinding)));
        hours = new HeatTab(ages, history, background);
        tabs = new TabPane(coverage, hours);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        hide(fault);
        all =
                Layouts.column(
                        "screen",
                        Layouts.label("Supervision", "screen-title"),
                        fault,
                        answers,
                        systems,
                        Layouts.growing(tabs));
        all.setVisible(false);
        setup.setVisible(false);
        root = new StackPane(first, all, setup);
        root.setId("supervision");
    }

    public Parent node() {
        return root;
    }

    /// Shows a report once what it says of supervision is reckoned, unless a newer one came.
    public void report(Report report) {
        next = Optional.of(report);
        if (!reckoning) {
            reckon();
        }
    }

    private void reckon() {
        Optional<Report> report = next;
        next = Optional.empty();
        reckoning = report.isPresent();
        report.ifPresent(r -> background.run(() -> Watch.of(r), this::show, this::failed));
    }

    private void failed(String why) {
        first.setVisible(false);
        fault.setText("What the last report says of supervision could not be reckoned: " + why);
        fault.setVisible(true);
        fault.setManaged(true);
        all.setVisible(true);
        reckon();
    }

    private void show(Watch watch) {
        hide(fault);
        first.setVisible(false);
        all.setVisible(watch.together().isPresent());
        setup.setVisible(watch.together().isEmpty());
        watch.together().ifPresent(answers::show);
        systems.show(watch.systems());
        coverage.show(watch);
        hours.show(watch);
        reckon();
    }

    private static void hide(Label label) {
        label.setVisible(false);
        label.setManaged(false);
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        coverage.filter(text);
        hours.filter(text);
    }

    /// Shows a tab: 0 the fleet against what is checked, 1 checks by hours.
    public void openTab(int index) {
        tabs.getSelectionModel().select(index);
    }
}
