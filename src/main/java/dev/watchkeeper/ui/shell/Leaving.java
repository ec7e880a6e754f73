package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Overlay;

import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

import java.util.List;

/// The way out of the window. With jobs running it asks first; cancelled jobs get a moment to tell
/// what is left, so that the audit record has their outcome.
final class Leaving {
    private static final Duration MOMENT = Duration.seconds(5);

    private final Jobs jobs;
    private final Ages ages;
    private final Overlay overlay;
    private final Runnable hide;
    private final PauseTransition moment = new PauseTransition(MOMENT);
    private boolean asking;
    private boolean leaving;

    /// @param hide hides the window
    Leaving(Jobs jobs, Ages ages, Overlay overlay, Runnable hide) {
        this.jobs = jobs;
        this.ages = ages;
        this.overlay = overlay;
        this.hide = hide;
        moment.setOnFinished(e -> hide.run());
        jobs.all().addListener((ListChangeListener<Job>) c -> hideWhenDone());
    }

    /// The user wants to close the window.
    void asked(WindowEvent event) {
        List<Job> running = jobs.running();
        if (running.isEmpty()) {
            return;
        }
        event.consume();
        if (asking && overlay.isOpen()) {
            return;
        }
        asking = true;
        var question = new ClosingQuestion(running, ages, this::stay, this::leave);
        overlay.show(question, question.stayButton());
    }

    private void stay() {
        asking = false;
        overlay.close();
    }

    private void leave() {
        leaving = true;
        moment.play();
        jobs.running().forEach(Job::cancel);
        hideWhenDone();
    }

    private void hideWhenDone() {
        if (leaving && jobs.running().isEmpty()) {
            moment.stop();
            leaving = false;
            hide.run();
        }
    }
}
