package dev.watchkeeper.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The window around the screens.
@ExtendWith(ApplicationExtension.class)
final class ConsoleWindowTest {
    private final SampleServices world = new SampleServices(SampleReports.outage());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        new ConsoleWindow(world.services(Optional.of("DEMO"))).show(stage);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
    }

    private static boolean visible(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(n -> n.isVisible());
    }

    @Test
    void theRibbonStaysOnEveryScreen(FxRobot robot) throws Exception {
        robot.clickOn("#go-findings");
        await(() -> visible(robot, "#findings"));

        assertThat(robot.lookup("#ribbon").queryAs(Label.class).getText()).isEqualTo("DEMO");
    }

    @Test
    void lettersAfterGGoToScreens(FxRobot robot) throws Exception {
        robot.type(KeyCode.G).type(KeyCode.F);
        await(() -> visible(robot, "#findings"));
        robot.type(KeyCode.G).type(KeyCode.O);
        await(() -> visible(robot, "#overview"));

        assertThat(visible(robot, "#findings")).isFalse();
    }

    @Test
    void theAgeOfTheDataIsAlwaysShown(FxRobot robot) {
        assertThat(robot.lookup("#data-age").queryAs(Label.class).getText())
                .isEqualTo("observed 4 s ago");
    }

    @Test
    void whatBlocksIsRefusedOnTheWindowsThread(FxRobot robot) {
        AuditLog audit = world.services(Optional.empty()).audit();
        robot.interact(() ->
                assertThatThrownBy(audit::verify)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("JavaFX thread"));

        assertThat(audit.newest(10)).hasSize(2);
    }

    @Test
    void theActivityIsReadOffTheWindowsThread(FxRobot robot) throws Exception {
        robot.clickOn("#go-activity");

        await(() -> robot.lookup("#audit-table").queryTableView().getItems().size() == 2);
    }

    @Test
    void f5AsksEverything(FxRobot robot) throws Exception {
        robot.type(KeyCode.F5);

        await(() -> world.refreshes.get() == 1);
    }
}
