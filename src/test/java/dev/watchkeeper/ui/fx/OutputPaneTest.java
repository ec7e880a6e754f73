package dev.watchkeeper.ui.fx;

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
        return robot.lookup(".output").queryListView();
    }

    private static ToggleButton follow(FxRobot robot) {
        return robot.lookup(".follow").query();
    }

    @Test
    void scrollingUpEndsTheFollowingAndTheEndKeyBeginsItAgain(FxRobot robot) throws Exception {
        assertThat(follow(robot).isSelected()).isTrue();

        robot.clickOn(".output").type(KeyCode.PAGE_UP);
        ViewStage.await(() -> !follow(robot).isSelected());

        robot.type(KeyCode.END);
        ViewStage.await(() -> follow(robot).isSelected());
    }

    @Test
    void theSearchCountsAndGoesFromLineToLine(FxRobot robot) throws Exception {
        ViewStage.await(() -> output(robot).getItems().size() == 1_000);
        robot.clickOn(".output-search").write("FATAL").type(KeyCode.ENTER).type(KeyCode.ENTER);

        ViewStage.await(() ->
                "fatal: line 107".equals(output(robot).getSelectionModel().getSelectedItem()));
        assertThat(ViewStage.says(robot, "10 lines")).isTrue();
        assertThat(follow(robot).isSelected()).isFalse();
    }

    @Test
    void saveWritesEveryLineOffTheWindowsThread(FxRobot robot) throws Exception {
        ViewStage.await(() -> output(robot).getItems().size() == 1_000);
        robot.clickOn(".save-output");

        ViewStage.await(() -> ViewStage.says(robot, "Saved to"));
        assertThat(Files.readAllLines(folder.resolve("output.txt"))).hasSize(1_000);
    }

    @Test
    void aHostsLaneShowsItsLinesAlone(FxRobot robot) throws Exception {
        robot.clickOn("builder31");

        ViewStage.await(() -> output(robot).getItems().size() == 1);
        assertThat(output(robot).getItems()).containsExactly("of builder31 alone");
    }
}
