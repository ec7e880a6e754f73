package dev.watchkeeper.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

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

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    private static boolean shows(FxRobot robot, String text) {
        return robot.lookup((Node n) ->
                        n instanceof Labeled l && l.getText() != null && l.getText().contains(text))
                .tryQuery()
                .isPresent();
    }

    @Test
    void killingSeventyProcessesNeedsTheHostsNameAndStartsOnCancel(FxRobot robot) throws Exception {
        robot.clickOn("#preview-fix");
        await(() -> robot.lookup("#preview-cancel").query().isFocused());
        assertThat(shows(robot, "End 70 processes on ant-queen?")).isTrue();
        assertThat(robot.lookup("#preview-run").query().isDisabled()).isTrue();

        robot.clickOn("#typed-confirmation").write("ant-quee");
        assertThat(robot.lookup("#preview-run").query().isDisabled()).isTrue();
        robot.write("n");
        await(() -> !robot.lookup("#preview-run").query().isDisabled());
        robot.clickOn("#preview-run");

        await(() -> world.confirmations.equals(java.util.List.of("ant-queen")));
    }

    @Test
    void cancelRunsNothing(FxRobot robot) throws Exception {
        robot.clickOn("#preview-fix");
        await(() -> robot.lookup("#preview-cancel").tryQuery().isPresent());
        robot.clickOn("#preview-cancel");

        await(() -> robot.lookup("#preview").tryQuery().isEmpty());
        assertThat(world.runs).isEmpty();
    }

    @Test
    void theProblemThatIsStillThereIsSaidAndNotCalledFixed(FxRobot robot) throws Exception {
        robot.clickOn("#preview-fix");
        robot.clickOn("#typed-confirmation").write("ant-queen");
        robot.clickOn("#preview-run");
        await(() -> world.runs.size() == 1);

        world.runs.getFirst().step(1, "observing ant-queen");
        world.runs.getFirst().ended(new RemedyOutcome.NotFixed("12 are left; abort the mount."));

        await(() -> shows(robot, "The fix ran, the problem is still there"));
        assertThat(shows(robot, "Fixed and verified")).isFalse();
    }
}
