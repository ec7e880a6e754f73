package dev.watchkeeper.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.shell.ConsoleWindow;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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

/// The outage in a box, from the first look to an overview without colour, by clicks alone.
@ExtendWith(ApplicationExtension.class)
final class DemoToGreyTest {
    private static final String DOCS = "certificate-expired/docs.gluster.example:443";

    private final DemoBehindTheWindow demo;
    private Optional<ConsoleWindow> window = Optional.empty();

    DemoToGreyTest() throws IOException {
        demo = new DemoBehindTheWindow(Files.createTempDirectory("window-demo"));
    }

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(950);
        var shown = new ConsoleWindow(demo.services());
        shown.show(stage);
        window = Optional.of(shown);
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

        fix(robot, "process-pile-up/ant-queen:ansible-playbook", "End ");
        fix(robot, "mount-silent/builder31:/mnt/build", "Continue ");
        fix(robot, "mount-silent/builder1:/mnt/build", "Abort and unmount ");
        fix(robot, "process-leftover/builder31:etcd", "");
        fix(robot, "process-leftover/builder31:glusterfsd", "");
        fix(robot, DOCS, "");
        fix(robot, "certificate-expiring/builds.gluster.example:443", "");

        robot.type(KeyCode.G).type(KeyCode.O);
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

    /// Opens a finding, previews the plan whose question begins so, confirms it, and waits for the
    /// verification.
    private void fix(FxRobot robot, String key, String question) throws Exception {
        await(() -> report().finding(new FindingKey(key)).isPresent());
        robot.interact(() -> window.orElseThrow().open(new FindingKey(key)));
        await(() -> preview(robot, question).isPresent());
        robot.clickOn(preview(robot, question).orElseThrow());
        await(() -> robot.lookup("#preview-run").tryQuery().isPresent());
        Optional<TextField> typed = robot.lookup("#typed-confirmation").<TextField>tryQuery();
        typed.ifPresent(field -> robot.clickOn(field).write(field.getPromptText()));
        robot.clickOn("#preview-run");
        await(() -> shows(robot, "Fixed and verified"));
        await(() -> report().finding(new FindingKey(key)).isEmpty());
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
