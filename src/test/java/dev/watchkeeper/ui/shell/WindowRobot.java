package dev.watchkeeper.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Labeled;

import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// What a user of the window sees and waits for.
final class WindowRobot {
    private WindowRobot() {}

    static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }

    /// Whether any text on the screen contains this one.
    static boolean shows(FxRobot robot, String text) {
        return robot.lookup((Node n) -> isShown(n, text)).tryQuery().isPresent();
    }

    private static boolean isShown(Node n, String text) {
        if (!(n instanceof Labeled l) || l.getText() == null || !l.getText().contains(text)) {
            return false;
        }
        for (Node at = n; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    static boolean visible(FxRobot robot, String query) {
        return robot.lookup(query).queryAll().stream().anyMatch(Node::isVisible);
    }
}
