package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The way of a drill, leg by leg: accepted → state changed → notified → received. What comes after
/// the leg at fault was not tried, and is shown as such.
final class DrillLegs extends FlowPane {
    DrillLegs() {
        getStyleClass().add("drill-legs");
        setMinWidth(0);
    }

    void show(DrillResult drill) {
        getChildren().clear();
        for (Stage stage : Stage.values()) {
            Optional<Leg> leg = drill.legs().stream().filter(l -> l.stage() == stage).findFirst();
            if (leg.isPresent() || stage != Stage.ALIVE) {
                getChildren().add(step(stage, leg));
            }
        }
    }

    private Node step(Stage stage, Optional<Leg> leg) {
        HBox step = Layouts.row("drill-leg");
        if (!getChildren().isEmpty()) {
            step.getChildren().add(Layouts.label("→", "muted"));
        }
        Mark mark = leg.map(l -> mark(l.verdict())).orElse(Mark.UNKNOWN);
        boolean tried = leg.filter(l -> l.verdict() != Verdict.NOT_TRIED).isPresent();
        var words = Layouts.label(words(stage), tried ? "drill-word" : "muted");
        if (tried) {
            step.getChildren().add(new MarkShape(mark, 12));
        }
        step.getChildren().add(words);
        step.getStyleClass().add(tried ? mark.word() : "not-tried");
        var took = Layouts.label(leg.map(DrillLegs::took).orElse("not tried"), "muted", "small");
        step.getChildren().add(took);
        leg.ifPresent(l -> Tooltip.install(step, tip(l)));
        return step;
    }

    private static Tooltip tip(Leg leg) {
        var tip = new Tooltip(words(leg.stage()) + ": " + Shown.of(leg.text()));
        tip.setWrapText(true);
        tip.setMaxWidth(700);
        return tip;
    }

    static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Mark.OK;
            case FAILED -> Mark.CRITICAL;
            case UNKNOWN, NOT_TRIED -> Mark.UNKNOWN;
        };
    }

    static String words(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String took(Leg leg) {
        return switch (leg.verdict()) {
            case PASSED -> span(leg.took());
            case FAILED -> "failed after " + span(leg.took());
            case UNKNOWN -> "not known after " + span(leg.took());
            case NOT_TRIED -> "not looked at";
        };
    }

    /// `0.4 s`, `12 s`.
    static String span(Duration span) {
        return span.toSeconds() < 10
                ? "%.1f s".formatted(span.toMillis() / 1000.0)
                : span.toSeconds() + " s";
    }

    /// The legs in words, for those who cannot see them and for the clipboard.
    static String text(List<Leg> legs) {
        return legs.stream()
                .map(l -> words(l.stage()) + " " + took(l))
                .reduce((a, b) -> a + " → " + b)
                .orElse("");
    }
}
