package dev.watchkeeper.ui.fx;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.ViewStage;

import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// An output to work with.
@ExtendWith(ApplicationExtension.class)
final class OutputPaneTest {
    private final OutputBuffer all = new OutputBuffer(new FxThread(), 5_000);
    private final OutputBuffer builder1 = new OutputBuffer(new FxThread(), 5_000);
    private final OutputBuffer builder31 = new OutputBuffer(new FxThread(), 5_000);

    @TempDir private static Path folder;

    @Start
    void start(Stage stage) {
        ViewStage.show(
                stage,
                new OutputPane(
                        all,
                        Map.of("builder1", builder1, "builder31", builder31),
                        node -> Optional.of(folder.resolve("output.txt"))));
        for (int i = 0; i < 1_000; i++) {
            all.line(i % 100 == 7 ? "fatal: line " + i : "line " + i);
        }
        builder31.line("of builder31 alone");
    }

    private static ListView<String> output(FxRobot robot) {
        return lookup(robot, ".output").queryListView();
    }

    private static ToggleButton follow(FxRobot robot) {
        return lookup(robot, ".follow").query();
    }

    @Test
    void scrollingUpEndsTheFollowingAndTheEndKeyBeginsItAgain(FxRobot robot) {
        check(() -> assertThat(follow(robot).isSelected()).isTrue());

        click(robot, ".output");
        robot.type(KeyCode.PAGE_UP);
        await(() -> !follow(robot).isSelected());

        robot.type(KeyCode.END);
        await(() -> follow(robot).isSelected());
    }

    @Test
    void theSearchCountsAndGoesFromLineToLine(FxRobot robot) {
        await(() -> output(robot).getItems().size() == 1_000);
        click(robot, ".output-search");
        robot.write("FATAL").type(KeyCode.ENTER).type(KeyCode.ENTER);

        awaitThat(() -> {
            assertThat(output(robot).getSelectionModel().getSelectedItem())
                    .isEqualTo("fatal: line 107");
            assertThat(shows(robot, "10 lines")).isTrue();
            assertThat(follow(robot).isSelected()).isFalse();
        });
    }

    @Test
    void saveWritesEveryLineOffTheWindowsThread(FxRobot robot) throws Exception {
        await(() -> output(robot).getItems().size() == 1_000);
        click(robot, ".save-output");

        await(() -> shows(robot, "Saved to"));
        assertThat(Files.readAllLines(folder.resolve("output.txt"))).hasSize(1_000);
    }

    @Test
    void aHostsLaneShowsItsLinesAlone(FxRobot robot) {
        click(robot, "builder31");

        awaitThat(() -> assertThat(output(robot).getItems()).containsExactly("of builder31 alone"));
    }
}
