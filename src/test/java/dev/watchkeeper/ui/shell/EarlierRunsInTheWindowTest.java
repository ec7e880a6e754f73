package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.read;
import static dev.watchkeeper.ui.OnScreen.shows;
import static dev.watchkeeper.ui.OnScreen.visible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.remedy.EarlierRun;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.RunFate;
import dev.watchkeeper.remedy.RunId;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;
import dev.watchkeeper.ui.fx.FxGuard;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A console that was killed in a renewal: the next window tells of it, shows its output and its
/// true outcome.
@ExtendWith(ApplicationExtension.class)
final class EarlierRunsInTheWindowTest implements EarlierRuns {
    private static final String GOES_ON =
            "The renewal “docs” on ant-queen that an earlier console began (run r0123456789ab)"
                    + " runs, pid 77.";

    private final SampleServices world = new SampleServices(SampleReports.outage());
    private final AtomicInteger stopped = new AtomicInteger();
    private final List<Consumer<String>> live = new CopyOnWriteArrayList<>();
    private final List<Consumer<RunFate>> ends = new CopyOnWriteArrayList<>();

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1100);
        stage.setHeight(900);
        Services sample = world.services(Optional.empty());
        new ConsoleWindow(
                        new Services(
                                sample.engine(),
                                sample.remedies(),
                                sample.audit(),
                                sample.history(),
                                sample.clock(),
                                sample.headline(),
                                sample.acceptHostKey(),
                                sample.ribbon(),
                                sample.firstSteps(),
                                this,
                                sample.depth(),
                                sample.drilling()))
                .show(stage);
    }

    @Override
    public List<EarlierRun> unheard() {
        FxGuard.refuseOnFxThread("asking hosts");
        return List.of(
                new EarlierRun(
                        SampleReports.MOUNT,
                        "ant-queen",
                        new RunId("r0123456789ab"),
                        "docs",
                        new RunFate.Running(77)));
    }

    @Override
    public Runnable follow(EarlierRun run, Consumer<String> lines, Consumer<RunFate> ended) {
        live.add(lines);
        ends.add(ended);
        return () -> {
            stopped.incrementAndGet();
            ended.accept(new RunFate.Unheard("its output is not followed here any more"));
        };
    }

    // fault 58
    @Test
    void aRunThatGoesOnIsToldAtTheStartAndFollowedToItsOutcomeWhichIsNotCalledFixed(FxRobot robot)
            throws Exception {
        showOutput(robot);
        live.getFirst().accept("Saving debug log\n");
        await(() -> says(robot, "running"));

        ends.getFirst().accept(new RunFate.Exited(0));

        await(() ->
                shows(robot, "(run r0123456789ab) ended with status 0.")
                        && says(robot, "ended")
                        && !says(robot, "fixed")
                        && !shows(robot, GOES_ON));
        await(() -> world.verified.contains(Set.of(SampleReports.MOUNT)));
        click(robot, "#earlier-dismiss");
        await(() -> !visible(robot, "#earlier-runs"));
    }

    // faults 41 and 58
    @Test
    void anOutcomeThatNobodyCanKnowIsCalledUnknown(FxRobot robot) throws Exception {
        showOutput(robot);

        ends.getFirst().accept(new RunFate.Vanished());

        await(() ->
                says(robot, "outcome unknown")
                        && shows(robot, "ended without saying how; its outcome is unknown.")
                        && !says(robot, "fixed"));
    }

    @Test
    void whoCancelsOnlyStopsLookingAndIsToldThatItMayGoOn(FxRobot robot) throws Exception {
        showOutput(robot);
        click(
                robot,
                () ->
                        lookup(robot, ".job-panel .button").queryAll().stream()
                                .filter(n -> n instanceof Button b && b.getText().equals("Cancel"))
                                .findFirst());

        await(() ->
                says(robot, "outcome unknown")
                        && shows(robot, "may go on: its output is not followed here any more"));
        assertThat(stopped).hasValue(1);
    }

    /// Whether the badge of the job does.
    private static boolean says(FxRobot robot, String words) {
        return read(() ->
                lookup(robot, ".job-panel .badge").queryAll().stream()
                        .flatMap(b -> b.lookupAll(".label").stream())
                        .anyMatch(n -> n instanceof Label l && l.getText().contains(words)));
    }

    private void showOutput(FxRobot robot) throws Exception {
        await(() -> shows(robot, GOES_ON));
        click(robot, "#earlier-output");
        await(() -> ends.size() == 1);
        await(() -> shows(robot, "Output of run r0123456789ab on ant-queen"));
    }
}
