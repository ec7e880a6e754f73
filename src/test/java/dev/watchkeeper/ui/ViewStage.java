package dev.watchkeeper.ui;

import dev.watchkeeper.ui.fx.Theme;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;

import java.util.concurrent.Callable;

/// One screen alone in a window, dressed as in the console.
public final class ViewStage {
    private ViewStage() {}

    /// Shows it 1000 wide, which is less than the console leaves it at 1280.
    public static void show(Stage stage, Node node) {
        Scene scene = new Scene(new StackPane(node), 1000, 760);
        new Theme().dress(scene);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    public static void await(Callable<Boolean> condition) throws Exception {
        OnScreen.await(condition);
    }

    /// Whether a visible text contains the words.
    public static boolean says(FxRobot robot, String words) {
        return OnScreen.shows(robot, words);
    }
}
