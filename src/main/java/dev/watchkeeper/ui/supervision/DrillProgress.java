package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// How far a drill is, with a button that stops it, and its result in the end.
final class DrillProgress extends HBox {
    private final Job job;
    private final Ages ages;
    private final MarkShape shape = new MarkShape(Mark.LOW, 14);
    private final Label words = Layouts.wrapped("", "strong");
    private final Label elapsed = Layouts.label("", "muted");
    private final Button stop = new Button("Stop");
    private final InvalidationListener changes = o -> refresh();

    DrillProgress(Job job, Ages ages) {
        this.job = job;
        this.ages = ages;
        getStyleClass().add("line");
        words.setId("drill-result");
        words.setMaxWidth(Double.MAX_VALUE);
        elapsed.setMinWidth(USE_PREF_SIZE);
        stop.setId("drill-stop");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.getStyleClass().add("small");
        stop.setOnAction(e -> job.cancel());
        getChildren().addAll(shape, Layouts.growing(words), elapsed, stop);
        var weak = new WeakInvalidationListener(changes);
        job.state().addListener(weak);
        ages.beat().addListener(weak);
        refresh();
    }

    private void refresh() {
        ages.beat().get();
        elapsed.setText(job.elapsed(ages.now()));
        stop.setVisible(job.isRunning());
        stop.setManaged(job.isRunning());
        stop.setDisable(job.state().get() == Job.State.CANCELLING);
        switch (job.state().get()) {
            case RUNNING -> say(Mark.LOW, "Under way");
            case CANCELLING -> say(Mark.LOW, "Being stopped, and what was sent in taken back");
            case SUCCEEDED -> say(Mark.OK, job.result().get());
            case ENDED, FAILED -> say(Mark.CRITICAL, job.result().get());
            case UNKNOWN -> say(Mark.UNKNOWN, job.result().get());
        }
    }

    private void say(Mark mark, String text) {
        shape.show(mark);
        words.setText(text);
    }
}
