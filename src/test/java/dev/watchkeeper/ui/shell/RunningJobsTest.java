package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.Optional;
import java.util.Set;

/// Jobs that run: the tray, cancelling, and closing the window meanwhile.
@ExtendWith(ApplicationExtension.class)
final class RunningJobsTest {
    private final SampleServices world = new SampleServices(SampleReports.outage());
    private Optional<Stage> window = Optional.empty();

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(900);
        var shown = new ConsoleWindow(world.services(Optional.empty()));
        shown.show(stage);
        shown.open(SampleReports.MOUNT);
        window = Optional.of(stage);
    }

    private void runAJob(FxRobot robot) throws Exception {
        robot.clickOn("#preview-fix");
        await(() -> robot.lookup("#preview-run").tryQuery().isPresent());
        robot.clickOn("#preview-run");
        await(() -> world.runs.size() == 1);
        await(() -> shows(robot, "Abort the FUSE connection of /mnt/build on builder1 · "));
    }

    @Test
    void theTrayCancelsAJobAndTellsWhatIsLeft(FxRobot robot) throws Exception {
        assertThat(shows(robot, "No running jobs")).isTrue();
        runAJob(robot);

        robot.clickOn("#jobs-tray");
        await(() -> cancel(robot).isPresent());
        robot.clickOn(cancel(robot).orElseThrow());

        await(() -> world.cancelled.size() == 1);
        await(() -> shows(robot, "Cancelled. Nothing is left on the host."));
        await(() -> shows(robot, "No running jobs"));
    }

    @Test
    void closingAsksWhileAJobRunsAndStayingCancelsNothing(FxRobot robot) throws Exception {
        runAJob(robot);

        close(robot);
        close(robot);

        await(() -> shows(robot, "Close while a job is running?"));
        Set<Node> questions = robot.lookup("#closing-question").queryAll();
        assertThat(questions).hasSize(1);
        assertThat(shows(robot, "Abort the FUSE connection of /mnt/build on builder1")).isTrue();
        assertThat(robot.lookup("#stay").query().isFocused()).isTrue();
        robot.clickOn("#stay");

        await(() -> robot.lookup("#closing-question").tryQuery().isEmpty());
        assertThat(window.orElseThrow().isShowing()).isTrue();
        assertThat(world.cancelled).isEmpty();
    }

    @Test
    void closingAnywayCancelsWaitsForTheOutcomeAndHides(FxRobot robot) throws Exception {
        runAJob(robot);
        close(robot);
        await(() -> robot.lookup("#close-anyway").tryQuery().isPresent());

        robot.clickOn("#close-anyway");

        await(() -> !window.orElseThrow().isShowing());
        assertThat(world.cancelled).hasSize(1);
    }

    @Test
    void withoutAJobTheWindowClosesAtOnce(FxRobot robot) throws Exception {
        close(robot);

        await(() -> !window.orElseThrow().isShowing());
    }

    /// As the window system asks for it.
    private void close(FxRobot robot) {
        Stage stage = window.orElseThrow();
        robot.interact(() -> {
            var request = new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST);
            javafx.event.Event.fireEvent(stage, request);
            if (!request.isConsumed()) {
                stage.hide();
            }
        });
    }

    private static Optional<Button> cancel(FxRobot robot) {
        return robot.lookup(".popover .button").<Button>queryAll().stream()
                .filter(b -> "Cancel".equals(b.getText()) && b.isVisible())
                .findFirst();
    }
}
