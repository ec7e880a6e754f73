package dev.watchkeeper.ui.shell;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.EarlierRun;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.RunFate;
import dev.watchkeeper.remedy.RunId;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Says what became of the runs that earlier consoles began: asked when the window opens, and again
/// after growing pauses while the record lacks an outcome. Each stays until it is dismissed.
final class EarlierRunsBar extends VBox {
    private static final int MOST = 4;
    private static final int LONGEST = 500;
    private static final Duration LONGEST_PAUSE = Duration.minutes(5);

    private final EarlierRuns runs;
    private final Background background;
    private final Consumer<EarlierRun> showOutput;
    private final Consumer<String> failed;
    private final PauseTransition pause;
    private final Map<RunId, EarlierRun> told = new LinkedHashMap<>();
    private final Set<RunId> dismissed = new HashSet<>();
    private boolean asking;

    /// @param showOutput follows a run; on the JavaFX thread
    /// @param failed says why they could not be asked after
    /// @param pause before they are asked after again
    EarlierRunsBar(
            EarlierRuns runs,
            Background background,
            Consumer<EarlierRun> showOutput,
            Consumer<String> failed,
            Duration pause) {
        this.runs = runs;
        this.background = background;
        this.showOutput = showOutput;
        this.failed = failed;
        this.pause = new PauseTransition(pause);
        this.pause.setOnFinished(e -> ask());
        setId("earlier-runs");
        draw();
    }

    /// Asks after them on a thread of its own; while that is under way, not a second time.
    void ask() {
        pause.stop();
        if (!asking) {
            asking = true;
            background.run(runs::unheard, this::show, this::couldNot);
        }
    }

    /// Asks no more.
    void stop() {
        pause.stop();
    }

    private void show(List<EarlierRun> unheard) {
        asking = false;
        Set<RunId> open = new HashSet<>();
        unheard.forEach(r -> open.add(r.id()));
        // What went on and is in the record by now, another console has told.
        told.values().removeIf(r -> r.fate().goesOn() && !open.contains(r.id()));
        unheard.stream()
                .filter(r -> !dismissed.contains(r.id()))
                .forEach(r -> told.merge(r.id(), r, EarlierRunsBar::newer));
        draw();
        if (!unheard.isEmpty()) {
            pause.playFromStart();
            Duration longer = pause.getDuration().multiply(2);
            pause.setDuration(longer.greaterThan(LONGEST_PAUSE) ? LONGEST_PAUSE : longer);
        }
    }

    /// An answer that was under way when the end became known is older than that.
    private static EarlierRun newer(EarlierRun before, EarlierRun now) {
        return !before.fate().goesOn() && now.fate().goesOn() ? before : now;
    }

    /// Somebody who followed the run has learned this of it.
    void learned(EarlierRun run) {
        if (!dismissed.contains(run.id())) {
            told.put(run.id(), run);
            draw();
        }
    }

    private void couldNot(String why) {
        asking = false;
        failed.accept("What became of earlier runs could not be found out: " + why);
    }

    private void draw() {
        getChildren().setAll(told.values().stream().limit(MOST).map(this::line).toList());
        int more = told.size() - MOST;
        if (more > 0) {
            getChildren().add(Layouts.wrapped("and %d more runs".formatted(more), "banner"));
        }
        setVisible(!told.isEmpty());
        setManaged(!told.isEmpty());
    }

    private Node line(EarlierRun run) {
        Button output = button("Show its output", () -> showOutput.accept(run));
        output.setId("earlier-output");
        Button dismiss = button("Dismiss", () -> dismiss(run.id()));
        dismiss.setId("earlier-dismiss");
        return Layouts.row(
                "banner",
                new MarkShape(mark(run.fate()), 14),
                Layouts.growing(Layouts.wrapped(VisibleText.capped(run.text(), LONGEST), "strong")),
                output,
                dismiss);
    }

    private static Button button(String text, Runnable action) {
        var button = new Button(text);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    private void dismiss(RunId run) {
        dismissed.add(run);
        told.remove(run);
        draw();
    }

    private static Mark mark(RunFate fate) {
        return switch (fate) {
            case RunFate.Running _, RunFate.Starting _, RunFate.Recorded _ -> Mark.LOW;
            case RunFate.Exited(int status) -> status == 0 ? Mark.LOW : Mark.HIGH;
            case RunFate.Ended _ -> Mark.HIGH;
            case RunFate.Rebooted _, RunFate.Vanished _, RunFate.Absent _, RunFate.Unheard _ ->
                    Mark.UNKNOWN;
        };
    }
}
