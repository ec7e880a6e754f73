package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.EarlierRun;
import dev.watchkeeper.ui.findings.FixFlow;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.FxThread;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.LatestOnly;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Overlay;
import dev.watchkeeper.ui.fx.Theme;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

import java.time.ZoneId;
import java.util.Optional;

/// The console's window. The composition root makes one of [Services] and calls [#show]; the window
/// listens to the engine from then on until it is closed, and closes nothing that it was given.
///
/// Constructed and used on the JavaFX thread.
public final class ConsoleWindow implements WindowActions {
    private final Services services;
    private final FxThread fx = new FxThread();
    private final Theme theme = new Theme();
    private final Jobs jobs = new Jobs();
    private final Ages ages;
    private final BorderPane frame = new BorderPane();
    private final Overlay overlay = new Overlay(frame);
    private final StackPane centre = new StackPane();
    private final Screens screens;
    private final Rail rail;
    private final TopBar topBar;
    private final BottomBar bottomBar;
    private final Banner banner = new Banner();
    private final FailureBar failures = new FailureBar();
    private final EarlierRunsBar earlier;
    private final Leaving leaving;
    private final Asking asking;
    private final Optional<FirstRun> firstRun;
    private final Scene scene;
    private final Timeline beat;
    private Report latest;
    private Report shown;
    private Screen current;
    private boolean following = true;

    public ConsoleWindow(Services services) {
        this.services = services;
        latest = services.engine().latest();
        shown = latest;
        ages = new Ages(services.clock(), ZoneId.systemDefault());
        leaving = new Leaving(jobs, ages, overlay, this::hide);
        asking = new Asking(services, fx, failures::show);
        earlier = earlierRuns();
        var flow = new FixFlow(services.remedies(), overlay, jobs, ages, fx);
        screens = Screens.create(services, ages, jobs, overlay, flow, asking, this::goTo);
        current = screens.all().getFirst();
        rail = new Rail(screens.all(), this::goTo);
        topBar = new TopBar(ages, this, latest.snapshot());
        bottomBar = new BottomBar(ages, jobs, latest, services.engine()::progress);
        screens.all().forEach(s -> s.node().setVisible(false));
        centre.getChildren().setAll(screens.all().stream().map(Screen::node).toList());
        firstRun = services.firstSteps().map(s -> new FirstRun(s, asking.background()));
        firstRun.ifPresent(centre.getChildren()::add);
        frame.setLeft(rail);
        frame.setCenter(new BorderPane(centre, top(), null, bottomBar, null));
        scene = new Scene(overlay, 1280, 800);
        theme.dress(scene);
        Shortcuts.install(scene, this, screens.all(), overlay);
        jobs.all().addListener((ListChangeListener<Job>) c -> screens.jobsChanged());
        beat = new Timeline(new KeyFrame(Duration.seconds(1), e -> tick()));
        beat.setCycleCount(Animation.INDEFINITE);
        goTo(current.id());
        render(latest);
    }

    private EarlierRunsBar earlierRuns() {
        var outputs = new RunOutputs(services.earlierRuns(), jobs, ages, fx, asking::again);
        return new EarlierRunsBar(
                services.earlierRuns(),
                asking.background(),
                run -> {
                    outputs.show(run, this::learned);
                    goTo("activity");
                },
                failures::show,
                Duration.seconds(20));
    }

    private void learned(EarlierRun run) {
        earlier.learned(run);
    }

    private VBox top() {
        VBox top = new VBox(topBar, banner, failures, earlier);
        services.ribbon().ifPresent(word -> frame.setTop(ribbon(word)));
        return top;
    }

    private static javafx.scene.Node ribbon(String word) {
        var label = Layouts.label(word, "ribbon");
        label.setId("ribbon");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /// Puts the window on a stage, shows it and follows the engine until it is hidden.
    public void show(Stage stage) {
        stage.setTitle("Watchkeeper" + services.ribbon().map(r -> " · " + r).orElse(""));
        stage.setScene(scene);
        WindowIcon.on(stage);
        stage.setMinWidth(760);
        stage.setMinHeight(520);
        AutoCloseable listening = services.engine().listen(new LatestOnly<>(fx, this::receive));
        stage.setOnCloseRequest(leaving::asked);
        stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, e -> stop(listening));
        beat.play();
        receive(services.engine().latest());
        stage.show();
        earlier.ask();
    }

    private void stop(AutoCloseable listening) {
        beat.stop();
        earlier.stop();
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("the engine's listener could not be removed", e);
        }
    }

    private void hide() {
        scene.getWindow().hide();
    }

    private void receive(Report report) {
        latest = report;
        if (following) {
            render(report);
        }
        bottomBar.report(report);
    }

    private void render(Report report) {
        shown = report;
        rail.report(report);
        topBar.report(report.snapshot());
        banner.show(report.snapshot());
        firstRun.ifPresent(f -> f.report(report));
        current.report().accept(report);
    }

    private void tick() {
        ages.tick();
        topBar.tick();
        bottomBar.tick();
    }

    @Override
    public void goTo(String id) {
        Screen next = screens.byId(id);
        topBar.filterField().clear();
        if (holdsFocus(current.node()) || holdsFocus(rail)) {
            // Else it would fall to the filter field, which takes the next keys for text.
            rail.focus(id);
        }
        current.node().setVisible(false);
        current = next;
        next.node().setVisible(true);
        rail.select(id);
        next.report().accept(shown);
    }

    private boolean holdsFocus(Node node) {
        for (Node at = scene.getFocusOwner(); at != null; at = at.getParent()) {
            if (at.equals(node)) {
                return true;
            }
        }
        return false;
    }

    /// Shows each screen once, at once.
    void tour() {
        for (Screen screen : screens.all()) {
            goTo(screen.id());
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    /// Opens the finding with its evidence.
    public void open(FindingKey key) {
        screens.openFinding(key);
    }

    @Override
    public void filter(String text) {
        current.filter().accept(text.strip());
    }

    @Override
    public void focusFilter() {
        topBar.filterField().requestFocus();
        topBar.filterField().selectAll();
    }

    @Override
    public void back() {
        if (!topBar.filterField().getText().isEmpty()) {
            topBar.filterField().clear();
        } else if (topBar.filterField().isFocused()) {
            current.node().requestFocus();
        } else {
            goTo(screens.all().getFirst().id());
        }
    }

    @Override
    public void refresh() {
        asking.everything();
    }

    @Override
    public void live(boolean on) {
        following = on;
        if (on) {
            render(latest);
        }
    }

    @Override
    public void palette() {
        var entries = PaletteEntries.of(this, screens, shown);
        var palette = new Palette(entries, overlay::close);
        overlay.show(palette, palette.query());
    }

    @Override
    public void keys() {
        var sheet = new KeysSheet(screens.all(), overlay::close);
        overlay.show(sheet, sheet.closeButton());
    }

    @Override
    public void toggleTheme() {
        theme.toggle();
    }

    @Override
    public void zoom(int steps) {
        theme.zoom(steps);
    }

    /// The scene, for pictures and tests.
    Scene scene() {
        return scene;
    }

    FailureBar failures() {
        return failures;
    }

    Screens screens() {
        return screens;
    }

    Theme theme() {
        return theme;
    }
}
