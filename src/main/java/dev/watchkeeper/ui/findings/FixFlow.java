package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Overlay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// From a plan to its run: the preview first, then the job.
public final class FixFlow {
    private final Remedies remedies;
    private final Overlay overlay;
    private final Jobs jobs;
    private final Ages ages;
    private final Executor fx;

    public FixFlow(Remedies remedies, Overlay overlay, Jobs jobs, Ages ages, Executor fx) {
        this.remedies = remedies;
        this.overlay = overlay;
        this.jobs = jobs;
        this.ages = ages;
        this.fx = fx;
    }

    List<RemedyPlan> plansFor(Finding finding, Report report) {
        return remedies.plansFor(finding, report);
    }

    /// The newest run about a finding.
    Optional<Job> newestOf(String findingKey) {
        return jobs.newestOf(findingKey);
    }

    /// Shows the preview; nothing runs before its main button.
    void preview(RemedyPlan plan) {
        var dialog = new PreviewDialog(plan, overlay::close, word -> run(plan, word));
        overlay.show(dialog, dialog.cancelButton());
    }

    private void run(RemedyPlan plan, String confirmation) {
        overlay.close();
        jobs.add(RemedyJob.start(remedies, plan, confirmation, ages, fx));
    }
}
