package dev.watchkeeper.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// One job with its elapsed time and limit, its output, Cancel while it runs, and its result.
public final class JobPanel extends VBox {
    private final Job job;
    private final Ages ages;
    private final Badge badge = new Badge(Mark.LOW);
    private final Label step = Layouts.wrapped("");
    private final Label elapsed = Layouts.label("", "muted");
    private final Label result = Layouts.wrapped("", "strong");
    private final Button cancel = new Button("Cancel");
    private final AgeLabel ended;
    private final InvalidationListener changes = o -> refresh();

    public JobPanel(Job job, Ages ages) {
        this.job = job;
        this.ages = ages;
        ended = new AgeLabel(ages);
        getStyleClass().add("job-panel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(e -> job.cancel());
        OutputPane output = new OutputPane(job.output(), job.lanes());
        getChildren()
                .addAll(
                        Layouts.row("line", badge, elapsed, Layouts.spacer(), ended, cancel),
                        step,
                        result,
                        output);
        var weak = new WeakInvalidationListener(changes);
        job.state().addListener(weak);
        job.step().addListener(weak);
        ages.beat().addListener(weak);
        refresh();
    }

    private void refresh() {
        ages.beat().get();
        step.setText(job.step().get());
        result.setText(job.result().get());
        elapsed.setText(job.elapsed(ages.now()));
        boolean running = job.isRunning();
        show(cancel, running);
        show(step, running);
        show(result, !running);
        cancel.setDisable(job.state().get() == Job.State.CANCELLING);
        switch (job.state().get()) {
            case RUNNING -> badge.show(Mark.LOW, "running");
            case CANCELLING -> badge.show(Mark.LOW, "cancelling");
            case SUCCEEDED -> badge.show(Mark.OK, "fixed");
            case FAILED -> badge.show(Mark.HIGH, "not fixed");
            case ENDED -> badge.show(Mark.LOW, "ended");
            case UNKNOWN -> badge.show(Mark.UNKNOWN, "outcome unknown");
        }
        if (running) {
            ended.clear();
        } else {
            ended.show(job.ended());
        }
    }

    private static void show(javafx.scene.Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
