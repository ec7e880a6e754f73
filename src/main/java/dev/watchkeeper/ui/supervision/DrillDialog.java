package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.MarkShape;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks before a drill, and shows its legs as they end. Nothing is sent in before its main button.
final class DrillDialog extends VBox {
    private final Button cancel = new Button("Cancel");
    private final Button start = new Button("Send it in");
    private final CheckBox pages = new CheckBox("It may page a person");
    private final VBox legs = Layouts.column("drill-progress");
    private final StackPane running = new StackPane();

    /// @param close closes it; a drill that is under way goes on among the jobs
    /// @param run starts the drill
    DrillDialog(Supervision supervision, Runnable close, Starting run) {
        getStyleClass().add("dialog-card");
        setAccessibleRole(AccessibleRole.DIALOG);
        setId("drill");
        String question = "Drill " + Shown.of(supervision.name()) + "?";
        setAccessibleText(question);
        pages.setId("drill-pages");
        cancel.setCancelButton(true);
        cancel.setId("drill-cancel");
        cancel.setOnAction(e -> close.run());
        start.setId("drill-start");
        start.getStyleClass().add("accent");
        start.setOnAction(e -> begin(run));
        getChildren()
                .addAll(
                        Layouts.wrapped(question, "dialog-title"),
                        facts(supervision),
                        pages,
                        Layouts.wrapped(
                                "Without it, the drill is refused where a person could be reached.",
                                "muted",
                                "small"),
                        legs,
                        running,
                        Layouts.row("dialog-buttons", Layouts.spacer(), cancel, start));
    }

    /// Starts a drill.
    @FunctionalInterface
    interface Starting {
        void start(DrillDialog dialog, boolean pages);
    }

    Button cancelButton() {
        return cancel;
    }

    private void begin(Starting run) {
        start.setDisable(true);
        start.setVisible(false);
        start.setManaged(false);
        pages.setDisable(true);
        cancel.setText("Close");
        run.start(this, pages.isSelected());
    }

    /// Shows how far it is: its time and limit, how to stop it, and what came of it.
    void running(javafx.scene.Node panel) {
        running.getChildren().setAll(panel);
    }

    /// Shows one more leg.
    void leg(Leg leg) {
        var mark = DrillLegs.mark(leg.verdict());
        var name = Layouts.label(DrillLegs.words(leg.stage()), "strong", "leg-name");
        var row =
                Layouts.row(
                        "line-top",
                        new MarkShape(mark, 13),
                        name,
                        Layouts.label(DrillLegs.took(leg), "muted", "leg-took"),
                        Layouts.growing(Layouts.wrapped(Shown.of(leg.text()))));
        row.getStyleClass().add(mark.word());
        legs.getChildren().add(row);
    }

    private static FieldGrid facts(Supervision supervision) {
        DrillPolicy drill = supervision.drill();
        var grid = new FieldGrid();
        grid.add("goes in", sent(supervision));
        grid.add("is followed", "accepted → state changed → notified → " + received(drill));
        grid.add("limit", "%s for each leg".formatted(Spans.words(drill.within())));
        grid.add("in the end", "what was sent in is taken back");
        return grid;
    }

    private static String sent(Supervision supervision) {
        String canary = Shown.of(supervision.drill().canary());
        return switch (supervision.kind()) {
            case NAGIOS, ICINGA -> "a CRITICAL result for " + canary + ", by a passive check";
            case PROMETHEUS ->
                    "a synthetic alert "
                            + Shown.of(supervision.drill().canaryService())
                            + ", to each Alertmanager";
        };
    }

    private static String received(DrillPolicy drill) {
        return drill.receipt()
                .map(DrillDialog::words)
                .map(w -> "received " + w)
                .orElse("no further: the fleet file names no receipt");
    }

    private static String words(Receipt receipt) {
        return switch (receipt) {
            case Receipt.File f -> "in " + Shown.of(f.path()) + " on " + Shown.of(f.host());
            case Receipt.Imap i -> "in the mailbox of " + Shown.of(i.user());
            case Receipt.Webhook w -> "by port " + w.port() + " of this workstation";
        };
    }
}
