package dev.watchkeeper.ui;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

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
        awaitFor(SECONDS, condition);
    }

    /// As [#await] for work of the whole product, which may take longer.
    public static void awaitFor(long seconds, Callable<Boolean> condition) {
        if (!comes(seconds, () -> read(() -> holds(condition)))) {
            throw new AssertionError("still not so after " + seconds + " s");
        }
    }

    /// Waits until all the assertions hold in the same turn; else fails as the last of them did.
    public static void awaitThat(ThrowingCallable assertions) {
        if (!comes(SECONDS, () -> read(() -> holds(() -> hold(assertions))))) {
            check(assertions);
        }
    }

    /// Looks into the windows; only in a turn of their own thread, so that what is found is read in
    /// the same turn.
    public static NodeQuery lookup(FxRobot robot, String query) {
        return inTurn(robot).lookup(query);
    }

    /// As [#lookup(FxRobot, String)] for what no query can say.
    public static NodeQuery lookup(FxRobot robot, Predicate<Node> wanted) {
        return inTurn(robot).lookup(wanted);
    }

    private static FxRobot inTurn(FxRobot robot) {
        if (!Platform.isFxApplicationThread()) {
            throw new IllegalStateException("look in a turn: read, check, await or awaitThat");
        }
        return robot;
    }

    /// Clicks the first node that is found, once it is visible, enabled and at rest.
    public static void click(FxRobot robot, String query) {
        click(robot, () -> shown(lookup(robot, query)));
    }

    /// As [#click(FxRobot, String)] for what no query can say.
    public static void click(FxRobot robot, Callable<Optional<? extends Node>> node) {
        List<Point2D> places = new ArrayList<>();
        await(() -> {
            Optional<Point2D> now =
                    node.call().filter(n -> !n.isDisabled()).flatMap(OnScreen::place);
            boolean atRest = now.isPresent() && places.equals(List.of(now.get()));
            places.clear();
            now.ifPresent(places::add);
            return atRest;
        });
        robot.clickOn(places.getFirst());
    }

    /// Clicks a node until the condition holds: an update may move or replace it between the look
    /// and the click, as under a user's hand. A click that was enough is not followed by another.
    public static void clickUntil(
            FxRobot robot,
            long seconds,
            Callable<Optional<? extends Node>> node,
            Callable<Boolean> until) {
        boolean came =
                comes(
                        seconds,
                        () -> {
                            if (read(() -> holds(until))) {
                                return true;
                            }
                            read(() -> placeOf(node)).ifPresent(robot::clickOn);
                            return read(() -> holds(until));
                        });
        if (!came) {
            throw new AssertionError("no click was enough for " + seconds + " s");
        }
    }

    private static Optional<Point2D> placeOf(Callable<Optional<? extends Node>> node)
            throws Exception {
        try {
            return node.call().flatMap(OnScreen::place);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /// Where its middle is once all of its window is laid out; nowhere while it is not to be seen.
    public static Optional<Point2D> place(Node node) {
        Scene scene = node.getScene();
        if (scene == null || !isShown(node)) {
            return Optional.empty();
        }
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return Optional.ofNullable(node.localToScreen(node.getBoundsInLocal()))
                .filter(b -> b.getWidth() > 0 && b.getHeight() > 0)
                .map(b -> new Point2D(b.getCenterX(), b.getCenterY()));
    }

    private static Optional<Node> shown(NodeQuery query) {
        return query.queryAll().stream().filter(OnScreen::isShown).findFirst();
    }

    /// Whether a visible text contains the words.
    public static boolean shows(FxRobot robot, String words) {
        return read(() -> lookup(robot, (Node n) -> says(n, words)).tryQuery().isPresent());
    }

    /// Whether a node that the query finds is visible.
    public static boolean visible(FxRobot robot, String query) {
        return read(() -> lookup(robot, query).queryAll().stream().anyMatch(Node::isVisible));
    }

    private static boolean comes(long seconds, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition);
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

    private static boolean says(Node node, String words) {
        return node instanceof Labeled l
                && l.getText() != null
                && l.getText().contains(words)
                && isShown(l);
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }
}
