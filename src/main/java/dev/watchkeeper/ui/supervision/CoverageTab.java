package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.geometry.Side;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;

import org.controlsfx.control.MasterDetailPane;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table fleet × supervision: what checks each endpoint and host, and what is missing.
final class CoverageTab extends Tab {
    private final LiveTable<String, CoverageLine> table;
    private final CoveragePane pane;
    private final MasterDetailPane panes;
    private final CheckBox onlyGaps = new CheckBox("Only gaps");
    private final Label count = Layouts.label("", "muted");
    private Optional<Watch> shown = Optional.empty();
    private boolean decided;
    private String wanted = "";

    CoverageTab(Ages ages, CoveragePane pane) {
        super("Fleet × supervision");
        this.pane = pane;
        setId("tab-coverage");
        onlyGaps.setId("only-gaps");
        onlyGaps.setOnAction(e -> decided = true);
        onlyGaps.selectedProperty().addListener((o, was, is) -> arrange());
        table = new LiveTable<>(ages, CoverageLine::key, () -> CoverageLine.WORST_FIRST);
        table.setId("coverage-table");
        table.setAccessibleText("The fleet and what checks it, what is missing first");
        columns();
        table.filter(this::passes);
        table.onSelected(this::selected);
        panes = new MasterDetailPane(Side.RIGHT, table, pane, false);
        panes.setDividerPosition(0.56);
        panes.setAnimated(false);
        setContent(
                Layouts.column(
                        "tab-body",
                        Layouts.row("title-row", count, Layouts.spacer(), onlyGaps),
                        Layouts.growing(panes)));
    }

    private void columns() {
        table.verdict("Verdict", 18, CoverageLine::verdict);
        table.text("Endpoint or host", 29, CoverageLine::id);
        table.text("What is missing", 41, CoverageLine::gaps);
        var checks = table.text("Checked by", 29, CoverageLine::checks);
        var warns =
                table.text(
                        "Warns / renewed",
                        18,
                        CoverageLine::warns,
                        CoverageTab::explained,
                        (a, b) -> a.warns().compareTo(b.warns()));
        var told = table.text("Tells", 16, CoverageLine::told);
        table.mayLeave(warns, told, checks);
    }

    private static String explained(CoverageLine line) {
        return line.warns().isEmpty()
                ? ""
                : "it warns with so much of the certificate left / it is renewed with so much left";
    }

    void show(Watch watch) {
        shown = Optional.of(watch);
        long gaps = watch.lines().stream().filter(CoverageLine::isGap).count();
        if (!decided && onlyGaps.isSelected() != gaps > 0) {
            onlyGaps.setSelected(gaps > 0);
        }
        count.setText(
                "%,d endpoints and hosts, %,d with something missing"
                        .formatted(watch.lines().size(), gaps));
        count.setVisible(watch.coverage().known());
        explain(watch);
        table.show(watch.lines());
        showDetail();
    }

    private void explain(Watch watch) {
        Report report = watch.report();
        if (!watch.coverage().known()) {
            faults(report)
                    .ifPresentOrElse(
                            table.empty()::couldNotCheck,
                            () ->
                                    table.empty()
                                            .notCheckedYet("The first answer arrives in seconds."));
        } else if (watch.lines().isEmpty()) {
            table.empty().none("Nothing to cover", "The fleet names no endpoints and no hosts.");
        } else if (wanted.isEmpty()) {
            table.empty().none("Nothing is missing", "Untick the box to see all of the fleet.");
        } else {
            table.empty().none("None match the filter", "Esc clears it, or untick the box.");
        }
    }

    private static Optional<String> faults(Report report) {
        return report.snapshot().supervision().values().stream()
                .map(SupervisionState::latest)
                .flatMap(Optional::stream)
                .filter(NotObserved.class::isInstance)
                .map(NotObserved.class::cast)
                .map(n -> Shown.of(n.supervision().name()) + ": " + Shown.of(n.text()))
                .findFirst();
    }

    void filter(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        arrange();
    }

    private void arrange() {
        shown.ifPresent(this::explain);
        table.filter(this::passes);
    }

    private boolean passes(CoverageLine line) {
        return (!onlyGaps.isSelected() || line.isGap()) && line.contains(wanted);
    }

    private void selected(List<CoverageLine> lines) {
        panes.setShowDetailNode(!lines.isEmpty());
        showDetail();
    }

    private void showDetail() {
        table.selected().stream()
                .findFirst()
                .ifPresent(l -> shown.ifPresent(w -> pane.show(l, w.report())));
    }
}
