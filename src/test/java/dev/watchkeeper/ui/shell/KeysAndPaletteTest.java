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
    void gAndALetterGoThere(KeyCode letter, String screen, FxRobot robot) {
        robot.type(KeyCode.G).type(letter);

        await(() -> visible(robot, "#" + screen) && !visible(robot, "#overview"));
    }

    @Test
    void thePaletteFindsAHostByTypingAndEnterOpensIt(FxRobot robot) {
        robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        await(() -> lookup(robot, "#palette-query").query().isFocused());

        robot.write("builder7 host").type(KeyCode.ENTER);

        awaitThat(() -> {
            assertThat(visible(robot, "#builders")).isTrue();
            assertThat(lookup(robot, "#palette-dialog").tryQuery()).isEmpty();
        });
    }

    @Test
    void thePaletteSaysThatNothingMatchesAndEscLeavesTheScreenAsItWas(FxRobot robot) {
        click(robot, "#palette");
        await(() -> lookup(robot, "#palette-query").query().isFocused());
        robot.write("no such thing");
        awaitThat(() -> {
            ListView<?> found = lookup(robot, "#palette-dialog .list-view").queryListView();
            assertThat(found.getItems()).isEmpty();
            assertThat(shows(robot, "Nothing matches")).isTrue();
        });
        robot.type(KeyCode.ENTER).type(KeyCode.ESCAPE);

        awaitThat(() -> {
            assertThat(lookup(robot, "#palette-dialog").tryQuery()).isEmpty();
            assertThat(visible(robot, "#overview")).isTrue();
        });
    }

    @Test
    void theSheetNamesEveryKeyAndKeysBehindItDoNothing(FxRobot robot) {
        robot.write("?");
        awaitThat(() -> {
            assertThat(visible(robot, "#keys-sheet")).isTrue();
            assertThat(shows(robot, "Ctrl+K")).isTrue();
            assertThat(shows(robot, "g b")).isTrue();
        });

        robot.type(KeyCode.G).type(KeyCode.F).type(KeyCode.F5);
        assertThat(visible(robot, "#findings")).isFalse();
        assertThat(world.refreshes.get()).isZero();

        robot.type(KeyCode.ESCAPE);
        await(() -> lookup(robot, "#keys-sheet").tryQuery().isEmpty());
    }

    @Test
    void slashFiltersAndEscClearsThenLeavesThenGoesBack(FxRobot robot) {
        robot.type(KeyCode.G).type(KeyCode.F);
        await(() -> visible(robot, "#findings"));
        robot.write("/");
        await(() -> lookup(robot, "#filter").query().isFocused());
        robot.write("gf?");
        awaitThat(() -> {
            assertThat(filter(robot)).isEqualTo("gf?");
            assertThat(lookup(robot, "#keys-sheet").tryQuery()).isEmpty();
        });

        robot.type(KeyCode.ESCAPE);
        await(() -> filter(robot).isEmpty());
        robot.type(KeyCode.ESCAPE);
        awaitThat(() -> {
            assertThat(lookup(robot, "#filter").query().isFocused()).isFalse();
            assertThat(visible(robot, "#findings")).isTrue();
        });
        robot.type(KeyCode.ESCAPE);
        await(() -> visible(robot, "#overview"));
    }

    @Test
    void keysGoOnWorkingWhenTheScreenThatHadTheFocusIsLeft(FxRobot robot) {
        robot.write("gc");
        await(() -> visible(robot, "#certificates"));
        robot.interact(() -> lookup(robot, "#certificate-table").query().requestFocus());
        robot.type(KeyCode.ESCAPE);
        await(() -> visible(robot, "#overview"));

        robot.write("gb");

        awaitThat(() -> {
            assertThat(filter(robot)).isEmpty();
            assertThat(visible(robot, "#builders")).isTrue();
        });
    }

    private static String filter(FxRobot robot) {
        return lookup(robot, "#filter").queryAs(TextField.class).getText();
    }
}
