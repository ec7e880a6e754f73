package dev.watchkeeper.ui.shell;

import dev.watchkeeper.monitor.ProgressWords;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.JobPanel;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;
import org.controlsfx.control.StatusBar;

import java.util.List;
import java.util.function.Supplier;

/// What is under way: the cycle on the left, running jobs on the right.
final class BottomBar extends StatusBar {
    private final Ages ages;
    private final Jobs jobs;
    private final Button tray = new Button("No running jobs");
    private final PopOver popOver = new PopOver();
    private final VBox panels = Layouts.column("tray");
    private final Supplier<Report.Progress> progress;
    private Report latest;

    /// @param progress how far the cycle is at the moment
    BottomBar(Ages ages, Jobs jobs, Report first, Supplier<Report.Progress> progress) {
        this.ages = ages;
        this.jobs = jobs;
        this.latest = first;
        this.progress = progress;
        getStyleClass().add("bottom-bar");
        setText("");
        tray.setId("jobs-tray");
        tray.getStyleClass().addAll("flat", "small");
        tray.setOnAction(e -> toggle());
        getRightItems().add(tray);
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        popOver.setTitle("Jobs of this session");
        popOver.setContentNode(scroll());
        jobs.all().addListener((ListChangeListener<Job>) c -> tick());
    }

    private Node scroll() {
        ScrollPane scroll = new ScrollPane(panels);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(520, 360);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    private void toggle() {
        if (popOver.isShowing()) {
            popOver.hide();
            return;
        }
        List<Job> all = jobs.all().stream().limit(8).toList();
        panels.getChildren().setAll(all.stream().map(this::panel).toList());
        if (all.isEmpty()) {
            panels.getChildren()
                    .add(Layouts.label("Nothing was started in this session.", "muted"));
        }
        popOver.show(tray);
    }

    private Node panel(Job job) {
        return Layouts.column(
                "section", Layouts.wrapped(job.title(), "strong"), new JobPanel(job, ages));
    }

    void report(Report report) {
        latest = report;
        tick();
    }

    /// Says progress and elapsed times anew.
    void tick() {
        Report.Progress now = progress.get();
        setText(ProgressWords.of(latest.snapshot(), now, ages.now()));
        double total = now.total();
        setProgress(total > 0 && now.done() < total ? now.done() / total : 0);
        List<Job> running = jobs.running();
        tray.setText(
                switch (running.size()) {
                    case 0 -> "No running jobs";
                    case 1 ->
                            running.getFirst().title()
                                    + " · "
                                    + running.getFirst().elapsed(ages.now());
                    default -> running.size() + " jobs running";
                });
    }
}
