package dev.watchkeeper.ui.activity;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.JobPanel;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.List;

/// The jobs of this session with their output.
final class JobList extends ScrollPane {
    private static final int MOST = 20;

    private final Jobs jobs;
    private final Ages ages;
    private final VBox panels = Layouts.column("tray");
    private List<Job> shown = List.of();

    JobList(Jobs jobs, Ages ages) {
        this.jobs = jobs;
        this.ages = ages;
        setContent(panels);
        setFitToWidth(true);
        setId("job-list");
        getStyleClass().addAll("plain-scroll");
        jobs.all().addListener((ListChangeListener<Job>) c -> refresh());
        draw();
    }

    private void refresh() {
        if (!shown.equals(jobs.all())) {
            draw();
        }
    }

    private void draw() {
        shown = List.copyOf(jobs.all());
        panels.getChildren().setAll(Layouts.label("Jobs of this session", "section-title"));
        shown.stream().limit(MOST).map(this::panel).forEach(panels.getChildren()::add);
        if (shown.isEmpty()) {
            panels.getChildren()
                    .add(
                            Layouts.wrapped(
                                    "None was started. Fixes are started from a finding.",
                                    "muted"));
        }
    }

    private Node panel(Job job) {
        return Layouts.column(
                "section", Layouts.wrapped(job.title(), "strong"), new JobPanel(job, ages));
    }
}
