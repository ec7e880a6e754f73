package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.shows;
import static dev.watchkeeper.ui.OnScreen.visible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.Optional;

/// The window by keyboard alone.
@ExtendWith(ApplicationExtension.class)
final class KeysAndPaletteTest {
    private final SampleServices world = new SampleServices(SampleReports.outage());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(800);
        new ConsoleWindow(world.services(Optional.empty())).show(stage);
    }

    @ParameterizedTest
    @CsvSource({"C,certificates", "B,builders", "T,automation", "A,activity", "F,findings"})
    void gAndALetterGoThere(KeyCode letter, String screen, FxRobot robot) throws Exception {
        robot.type(KeyCode.G).type(letter);

        await(() -> visible(robot, "#" + screen));
        assertThat(visible(robot, "#overview")).isFalse();
    }

    @Test
    void thePaletteFindsAHostByTypingAndEnterOpensIt(FxRobot robot) throws Exception {
        robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        await(() -> robot.lookup("#palette-query").tryQuery().isPresent());

        robot.write("builder7 host").type(KeyCode.ENTER);

        await(() -> visible(robot, "#builders"));
        assertThat(robot.lookup("#palette-dialog").tryQuery()).isEmpty();
    }

    @Test
    void thePaletteSaysThatNothingMatchesAndEscLeavesTheScreenAsItWas(FxRobot robot)
            throws Exception {
        robot.clickOn("#palette");
        await(() -> robot.lookup("#palette-query").tryQuery().isPresent());
        robot.write("no such thing");
        await(() ->
                robot.lookup("#palette-dialog .list-view")
                        .queryAs(ListView.class)
                        .getItems()
                        .isEmpty());
        assertThat(shows(robot, "Nothing matches")).isTrue();
        robot.type(KeyCode.ENTER).type(KeyCode.ESCAPE);

        await(() -> robot.lookup("#palette-dialog").tryQuery().isEmpty());
        assertThat(visible(robot, "#overview")).isTrue();
    }

    @Test
    void theSheetNamesEveryKeyAndKeysBehindItDoNothing(FxRobot robot) throws Exception {
        robot.write("?");
        await(() -> robot.lookup("#keys-sheet").tryQuery().isPresent());
        assertThat(shows(robot, "Ctrl+K")).isTrue();
        assertThat(shows(robot, "g b")).isTrue();

        robot.type(KeyCode.G).type(KeyCode.F).type(KeyCode.F5);
        assertThat(visible(robot, "#findings")).isFalse();
        assertThat(world.refreshes.get()).isZero();

        robot.type(KeyCode.ESCAPE);
        await(() -> robot.lookup("#keys-sheet").tryQuery().isEmpty());
    }

    @Test
    void slashFiltersAndEscClearsThenLeavesThenGoesBack(FxRobot robot) throws Exception {
        robot.type(KeyCode.G).type(KeyCode.F);
        await(() -> visible(robot, "#findings"));
        robot.write("/");
        await(() -> robot.lookup("#filter").query().isFocused());
        robot.write("gf?");
        assertThat(filter(robot)).isEqualTo("gf?");
        assertThat(robot.lookup("#keys-sheet").tryQuery()).isEmpty();

        robot.type(KeyCode.ESCAPE);
        await(() -> filter(robot).isEmpty());
        robot.type(KeyCode.ESCAPE);
        await(() -> !robot.lookup("#filter").query().isFocused());
        assertThat(visible(robot, "#findings")).isTrue();
        robot.type(KeyCode.ESCAPE);
        await(() -> visible(robot, "#overview"));
    }

    private static String filter(FxRobot robot) {
        return robot.lookup("#filter").queryAs(TextField.class).getText();
    }
}
