package dev.watchkeeper.ui;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a user of a window sees. All of it is read on the window's own thread, in one turn: an
/// update has then happened as a whole or not at all. A test's thread that reads for itself may see
/// a label's new text and not yet the tooltip that is set by the next line.
public final class OnScreen {
    /// How long a loaded machine may take for what a user would call at once.
    private static final long SECONDS = 60;

    private OnScreen() {}

    /// Reads in one turn of the window's thread.
    public static <T> T read(Callable<T> reading) {
        var turn = new FutureTask<>(reading);
        if (Platform.isFxApplicationThread()) {
            turn.run();
        } else {
            Platform.runLater(turn);
        }
        try {
            return turn.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw asItWas(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the window's thread did not answer", e);
        }
    }

    private static RuntimeException asItWas(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /// Asserts what holds already, all of it in the same turn.
    public static void check(ThrowingCallable assertions) {
        read(() -> {
            call(assertions);
            return true;
        });
    }

    /// Waits until the condition holds. One that throws, as over a node that is not there, does not
    /// hold yet.
    public static void await(Callable<Boolean> condition) {
        if (!comes(condition)) {
            throw new AssertionError("still not so after " + SECONDS + " s");
        }
    }

    /// Waits until all the assertions hold in the same turn; else fails as the last of them did.
    public static void awaitThat(ThrowingCallable assertions) {
        if (!comes(() -> hold(assertions))) {
            check(assertions);
        }
    }

    /// Whether a visible text contains the words.
    public static boolean shows(FxRobot robot, String words) {
        return read(() -> robot.lookup((Node n) -> isShown(n, words)).tryQuery().isPresent());
    }

    /// Whether a node that the query finds is visible.
    public static boolean visible(FxRobot robot, String query) {
        return read(() -> robot.lookup(query).queryAll().stream().anyMatch(Node::isVisible));
    }

    private static boolean comes(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    SECONDS, TimeUnit.SECONDS, () -> read(() -> holds(condition)));
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean hold(ThrowingCallable assertions) throws Exception {
        try {
            call(assertions);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static void call(ThrowingCallable assertions) throws Exception {
        try {
            assertions.call();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isShown(Node node, String words) {
        if (!(node instanceof Labeled l) || l.getText() == null || !l.getText().contains(words)) {
            return false;
        }
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
