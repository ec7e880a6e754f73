package dev.watchkeeper.ui;

import dev.watchkeeper.ui.fx.Theme;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

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
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    /// Whether a visible text contains the words.
    public static boolean says(FxRobot robot, String words) {
        return robot.lookup((Node n) ->
                        n instanceof Labeled l
                                && l.getText() != null
                                && l.getText().contains(words)
                                && isShown(l))
                .tryQuery()
                .isPresent();
    }

    private static boolean isShown(Node node) {
        return node == null || (node.isVisible() && isShown(node.getParent()));
    }
}
