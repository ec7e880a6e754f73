package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.Optional;

/// From a finding to its fix and its verification.
@ExtendWith(ApplicationExtension.class)
final class FixInTheWindowTest {
    private final SampleServices world = new SampleServices(SampleReports.outage());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(900);
        var window = new ConsoleWindow(world.services(Optional.empty()));
        window.show(stage);
        window.open(SampleReports.PILE_UP);
    }

    @Test
    void killingSeventyProcessesNeedsTheHostsNameAndStartsOnCancel(FxRobot robot) {
        click(robot, "#preview-fix");
        awaitThat(() -> {
            assertThat(lookup(robot, "#preview-cancel").query().isFocused()).isTrue();
            assertThat(shows(robot, "End 70 processes on ant-queen?")).isTrue();
            assertThat(cannotRun(robot)).isTrue();
        });

        click(robot, "#typed-confirmation");
        robot.write("ant-quee");
        await(() -> typed(robot).equals("ant-quee") && cannotRun(robot));
        robot.write("n");
        click(robot, "#preview-run");

        await(() -> world.confirmations.equals(java.util.List.of("ant-queen")));
    }

    @Test
    void cancelRunsNothing(FxRobot robot) {
        click(robot, "#preview-fix");
        click(robot, "#preview-cancel");

        await(() -> lookup(robot, "#preview").tryQuery().isEmpty());
        assertThat(world.runs).isEmpty();
    }

    @Test
    void theProblemThatIsStillThereIsSaidAndNotCalledFixed(FxRobot robot) {
        click(robot, "#preview-fix");
        click(robot, "#typed-confirmation");
        robot.write("ant-queen");
        click(robot, "#preview-run");
        await(() -> world.runs.size() == 1);

        world.runs.getFirst().step(1, "observing ant-queen");
        world.runs.getFirst().ended(new RemedyOutcome.NotFixed("12 are left; abort the mount."));

        awaitThat(() -> {
            assertThat(shows(robot, "The fix ran, the problem is still there")).isTrue();
            assertThat(shows(robot, "Fixed and verified")).isFalse();
        });
    }

    private static boolean cannotRun(FxRobot robot) {
        return lookup(robot, "#preview-run").query().isDisabled();
    }

    private static String typed(FxRobot robot) {
        return lookup(robot, "#typed-confirmation").queryAs(TextField.class).getText();
    }
}
