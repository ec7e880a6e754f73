package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;
import static dev.watchkeeper.ui.OnScreen.visible;

import static org.assertj.core.api.Assertions.assertThat;

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

/// A window before there is a fleet file.
@ExtendWith(ApplicationExtension.class)
final class FirstRunTest {
    private final SampleServices world = new SampleServices(SampleReports.nothing());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        new ConsoleWindow(world.services(Optional.empty())).show(stage);
    }

    @Test
    void aDomainIsAddedAndTheScreensAppearWithTheFirstReport(FxRobot robot) {
        awaitThat(() -> {
            assertThat(visible(robot, "#first-run")).isTrue();
            assertThat(shows(robot, "/home/jana/.config/watchkeeper/fleet.yaml")).isTrue();
        });
        click(robot, "#first-run-endpoint");
        robot.write("docs.example.org");
        await(() -> typed(robot).equals("docs.example.org"));
        click(robot, "#first-run-add");

        await(() -> world.watched.equals(java.util.List.of("docs.example.org")));
        await(() -> shows(robot, "Watching it from now on."));
        world.publish(SampleReports.outage());
        await(() -> !visible(robot, "#first-run"));
    }

    @Test
    void whatCannotBeDoneIsSaid(FxRobot robot) {
        click(robot, "#first-run-add");
        await(() -> shows(robot, "'' is no endpoint"));
        click(robot, "#first-run-replay");
        await(() -> shows(robot, "no demo here"));
    }

    private static String typed(FxRobot robot) {
        return lookup(robot, "#first-run-endpoint").queryAs(TextField.class).getText();
    }
}
