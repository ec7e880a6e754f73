package dev.watchkeeper.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.shell.ConsoleWindow;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The outage in a box, from the first look to an overview without colour, by clicks alone.
@ExtendWith(ApplicationExtension.class)
final class DemoToGreyTest {
    private static final String DOCS = "certificate-expired/docs.gluster.example:443";

    private final DemoBehindTheWindow demo;

    DemoToGreyTest() throws IOException {
        demo = new DemoBehindTheWindow(Files.createTempDirectory("window-demo"));
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(950);
        new ConsoleWindow(demo.services()).show(stage);
    }

    @AfterEach
    void stop() throws Exception {
        demo.close();
    }

    @Test
    void everyFixIsPreviewedConfirmedVerifiedAndTheOverviewTurnsGrey(FxRobot robot)
            throws Exception {
        await(() -> report().finding(new FindingKey(DOCS)).isPresent());
        await(() -> isWorst(robot, "critical"));

        robot.clickOn("#go-findings");
        fix(robot, "run-stuck/ant-queen", "End ");
        fix(robot, "certificate-expiring/builds.gluster.example:443", "");

        robot.clickOn("#go-overview");
        await(() -> report().findings().isEmpty());
        await(() -> isWorst(robot, "ok"));
        assertThat(robot.lookup("#ribbon").queryAs(Label.class).getText()).isEqualTo("DEMO");
    }

    private Report report() {
        return demo.engine().latest();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(150, TimeUnit.SECONDS, condition);
    }

    private static boolean isWorst(FxRobot robot, String word) {
        return robot.lookup("#overview").query().getStyleClass().contains("worst-" + word);
    }

    /// Clicks a finding in the list, previews the plan whose question begins so, confirms it, and
    /// waits for the verification.
    private void fix(FxRobot robot, String key, String question) throws Exception {
        await(() -> report().finding(new FindingKey(key)).isPresent());
        String title = report().finding(new FindingKey(key)).orElseThrow().statement().title();
        click(robot, () -> row(robot, title), () -> isOpen(robot, title));
        click(
                robot,
                () -> preview(robot, question),
                () -> robot.lookup("#preview-run").tryQuery().isPresent());
        Optional<TextField> typed = robot.lookup("#typed-confirmation").<TextField>tryQuery();
        typed.ifPresent(field -> robot.clickOn(field).write(field.getPromptText()));
        robot.clickOn("#preview-run");
        await(() -> shows(robot, "Fixed and verified"));
        await(() -> report().finding(new FindingKey(key)).isEmpty());
    }

    /// Clicks where a node is until the condition holds: each report may move or replace it between
    /// the look and the click, as under a user's hand.
    private static void click(
            FxRobot robot, Supplier<Optional<? extends Node>> node, Callable<Boolean> until)
            throws Exception {
        await(() -> {
            place(node).ifPresent(robot::clickOn);
            return until.call();
        });
    }

    private static Optional<Point2D> place(Supplier<Optional<? extends Node>> node)
            throws Exception {
        return WaitForAsyncUtils.asyncFx(() ->
                        node.get()
                                .map(n -> n.localToScreen(n.getBoundsInLocal()))
                                .map(b -> new Point2D(b.getCenterX(), b.getCenterY())))
                .get();
    }

    /// Whether the evidence pane shows the finding.
    private static boolean isOpen(FxRobot robot, String title) {
        return robot.lookup(".evidence-pane")
                .lookup((Node n) -> isLabel(n, title))
                .tryQuery()
                .isPresent();
    }

    /// The finding in the list on the left.
    private static Optional<Node> row(FxRobot robot, String title) {
        return robot.lookup("#finding-list").lookup((Node n) -> isLabel(n, title)).tryQuery();
    }

    private static boolean isLabel(Node node, String text) {
        return node instanceof Label l && text.equals(l.getText());
    }

    private static Optional<Button> preview(FxRobot robot, String question) {
        return robot.lookup((Node n) -> isPreview(n, question)).<Button>tryQuery();
    }

    private static boolean isPreview(Node node, String question) {
        return node instanceof Button b
                && b.getAccessibleText() != null
                && b.getAccessibleText().startsWith("Preview: " + question);
    }

    private static boolean shows(FxRobot robot, String text) {
        return robot.lookup((Node n) -> n instanceof Label l && l.getText().startsWith(text))
                .tryQuery()
                .isPresent();
    }
}
