package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.visible;

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

import java.util.Optional;

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

    @Test
    void theRibbonStaysOnEveryScreen(FxRobot robot) {
        click(robot, "#go-findings");

        awaitThat(() -> {
            assertThat(visible(robot, "#findings")).isTrue();
            assertThat(lookup(robot, "#ribbon").queryAs(Label.class).getText()).isEqualTo("DEMO");
        });
    }

    @Test
    void lettersAfterGGoToScreens(FxRobot robot) {
        robot.type(KeyCode.G).type(KeyCode.F);
        await(() -> visible(robot, "#findings"));
        robot.type(KeyCode.G).type(KeyCode.O);

        await(() -> visible(robot, "#overview") && !visible(robot, "#findings"));
    }

    @Test
    void theAgeOfTheDataIsAlwaysShown(FxRobot robot) {
        awaitThat(() ->
                assertThat(lookup(robot, "#data-age").queryAs(Label.class).getText())
                        .isEqualTo("observed 4 s ago"));
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
    void theActivityIsReadOffTheWindowsThread(FxRobot robot) {
        click(robot, "#go-activity");

        await(() -> lookup(robot, "#audit-table").queryTableView().getItems().size() == 2);
    }

    @Test
    void f5AsksEverything(FxRobot robot) {
        robot.type(KeyCode.F5);

        await(() -> world.refreshes.get() == 1);
    }
}
