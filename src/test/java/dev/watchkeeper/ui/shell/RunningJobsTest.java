package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
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

    private void runAJob(FxRobot robot) {
        click(robot, "#preview-fix");
        click(robot, "#preview-run");
        await(() -> world.runs.size() == 1);
        await(() -> shows(robot, "Abort the FUSE connection of /mnt/build on builder1 · "));
    }

    @Test
    void theTrayCancelsAJobAndTellsWhatIsLeft(FxRobot robot) {
        await(() -> shows(robot, "No running jobs"));
        runAJob(robot);

        click(robot, "#jobs-tray");
        click(robot, () -> cancel(robot));

        await(() -> world.cancelled.size() == 1);
        await(() -> shows(robot, "Cancelled. Nothing is left on the host."));
        await(() -> shows(robot, "No running jobs"));
    }

    @Test
    void closingAsksWhileAJobRunsAndStayingCancelsNothing(FxRobot robot) {
        runAJob(robot);

        close(robot);
        close(robot);

        awaitThat(() -> {
            assertThat(shows(robot, "Close while a job is running?")).isTrue();
            assertThat(lookup(robot, "#closing-question").<Node>queryAll()).hasSize(1);
            assertThat(shows(robot, "Abort the FUSE connection of /mnt/build on builder1"))
                    .isTrue();
            assertThat(lookup(robot, "#stay").query().isFocused()).isTrue();
        });
        click(robot, "#stay");

        awaitThat(() -> {
            assertThat(lookup(robot, "#closing-question").tryQuery()).isEmpty();
            assertThat(window.orElseThrow().isShowing()).isTrue();
        });
        assertThat(world.cancelled).isEmpty();
    }

    @Test
    void closingAnywayCancelsWaitsForTheOutcomeAndHides(FxRobot robot) {
        runAJob(robot);
        close(robot);

        click(robot, "#close-anyway");

        await(() -> !window.orElseThrow().isShowing());
        assertThat(world.cancelled).hasSize(1);
    }

    @Test
    void withoutAJobTheWindowClosesAtOnce(FxRobot robot) {
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
        return lookup(robot, ".popover .button").<Button>queryAll().stream()
                .filter(b -> "Cancel".equals(b.getText()) && b.isVisible())
                .findFirst();
    }
}
