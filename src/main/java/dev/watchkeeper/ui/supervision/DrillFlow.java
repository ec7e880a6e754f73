package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Overlay;

import java.util.concurrent.Executor;

/// From the question to the drill: a dialog first, then a job.
public final class DrillFlow {
    private final Drilling drilling;
    private final Overlay overlay;
    private final Jobs jobs;
    private final Ages ages;
    private final Executor fx;

    /// @param drilling blocks, and is never called on the JavaFX thread
    /// @param fx the JavaFX thread
    public DrillFlow(Drilling drilling, Overlay overlay, Jobs jobs, Ages ages, Executor fx) {
        this.drilling = drilling;
        this.overlay = overlay;
        this.jobs = jobs;
        this.ages = ages;
        this.fx = fx;
    }

    void ask(Supervision supervision) {
        var dialog =
                new DrillDialog(
                        supervision, overlay::close, (d, pages) -> start(supervision, d, pages));
        overlay.show(dialog, dialog.cancelButton());
    }

    private void start(Supervision supervision, DrillDialog dialog, boolean pages) {
        Job job = DrillRun.start(drilling, supervision, pages, ages, fx, dialog::leg);
        jobs.add(job);
        dialog.running(new DrillProgress(job, ages));
    }
}
