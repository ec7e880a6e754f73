package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyStep;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.FxThread;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Overlay;

import javafx.scene.Parent;
import javafx.scene.layout.StackPane;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// The screen as tests want it, and what it has asked for.
public final class SampleScreen implements Remedies {
    private static final RemedyStep STEP =
            new RemedyStep(
                    "monitor1",
                    "root",
                    "write it beside the configuration",
                    List.of(List.of("true")),
                    Duration.ofSeconds(10),
                    new RemedyStep.Action.Signal(List.of()));

    final List<FindingKey> opened = new CopyOnWriteArrayList<>();
    final AtomicBoolean plans = new AtomicBoolean();
    final SampleDrilling drilling = new SampleDrilling();
    final SampleHours history;
    final Jobs jobs = new Jobs();
    final Ages ages = new Ages(InstantSource.fixed(SampleSupervision.NOW), ZoneOffset.UTC);

    private final CompletableFuture<SupervisionView> made = new CompletableFuture<>();

    SampleScreen() {
        this(0);
    }

    /// @param more checks whose hours were kept
    private SampleScreen(int more) {
        history = new SampleHours(more);
    }

    /// The checks by hours.
    ///
    /// @param more checks whose hours were kept
    public static Parent hours(Report report, int more) {
        var screen = new SampleScreen(more);
        Parent node = screen.make();
        screen.view().openTab(1);
        screen.view().report(report);
        return node;
    }

    SupervisionView view() {
        return made.join();
    }

    /// Makes the screen, under the layer of its dialogs; on the JavaFX thread.
    Parent make() {
        var below = new StackPane();
        var overlay = new Overlay(below);
        var fx = new FxThread();
        made.complete(
                new SupervisionView(
                        ages,
                        this,
                        history,
                        new Background(fx),
                        new DrillFlow(drilling, overlay, jobs, ages, fx),
                        opened::add));
        below.getChildren().add(view().node());
        return overlay;
    }

    @Override
    public List<RemedyPlan> plansFor(Finding finding, Report report) {
        return plans.get()
                ? List.of(
                        new RemedyPlan(
                                finding.key(), "Install it?", List.of(STEP), "", Optional.empty()))
                : List.of();
    }

    @Override
    public Run run(RemedyPlan plan, String confirmation, Listener listener) {
        throw new UnsupportedOperationException();
    }
}
