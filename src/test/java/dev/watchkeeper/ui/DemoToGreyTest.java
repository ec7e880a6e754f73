package dev.watchkeeper.ui;

import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.clickUntil;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.shell.ConsoleWindow;

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

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The outage in a box, from the first look to an overview without colour, by clicks alone.
@ExtendWith(ApplicationExtension.class)
final class DemoToGreyTest {
    private static final String DOCS = "certificate-expired/docs.gluster.example:443";

    /// Seconds that a loaded machine may take for a fix and its verification.
    private static final long LONG = 300;

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
    void everyFixIsPreviewedConfirmedVerifiedAndTheOverviewTurnsGrey(FxRobot robot) {
        await(() -> report().finding(new FindingKey(DOCS)).isPresent());
        await(() -> isWorst(robot, "critical"));

        click(robot, "#go-findings");
        fix(robot, "run-stuck/ant-queen", "End ");
        fix(robot, "certificate-expiring/builds.gluster.example:443", "");
        fix(robot, "supervision-dead/nagios", "Restart ");
        fix(robot, "supervision-gap/fleet", "Add ");

        click(robot, "#go-overview");
        await(() -> report().findings().isEmpty());
        await(() -> isWorst(robot, "ok"));
        check(() ->
                assertThat(lookup(robot, "#ribbon").queryAs(Label.class).getText())
                        .isEqualTo("DEMO"));
    }

    private Report report() {
        return demo.engine().latest();
    }

    private static void await(Callable<Boolean> condition) {
        OnScreen.awaitFor(LONG, condition);
    }

    private static boolean isWorst(FxRobot robot, String word) {
        return lookup(robot, "#overview").query().getStyleClass().contains("worst-" + word);
    }

    /// Clicks a finding in the list, previews the plan whose question begins so, confirms it, and
    /// waits for the verification.
    private void fix(FxRobot robot, String key, String question) {
        await(() -> report().finding(new FindingKey(key)).isPresent());
        clickUntil(robot, LONG, () -> row(robot, title(key)), () -> isOpen(robot, title(key)));
        clickUntil(
                robot,
                LONG,
                () -> preview(robot, question),
                () -> lookup(robot, "#preview-run").tryQuery().isPresent());
        confirm(robot);
        click(robot, "#preview-run");
        await(() -> shows(robot, "Fixed and verified"));
        await(() -> report().finding(new FindingKey(key)).isEmpty());
    }

    /// Types the word that is asked for, where one is.
    private static void confirm(FxRobot robot) {
        Optional<String> word =
                read(() ->
                        lookup(robot, "#typed-confirmation")
                                .<TextField>tryQuery()
                                .map(TextField::getPromptText));
        word.ifPresent(w -> {
            click(robot, "#typed-confirmation");
            robot.write(w);
        });
    }

    /// What the newest report calls it; it may change from one to the next.
    private String title(String key) {
        return report().finding(new FindingKey(key)).orElseThrow().statement().title();
    }

    /// Whether the evidence pane shows the finding.
    private static boolean isOpen(FxRobot robot, String title) {
        return lookup(robot, ".evidence-pane")
                .lookup((Node n) -> isLabel(n, title))
                .tryQuery()
                .isPresent();
    }

    /// The finding in the list on the left.
    private static Optional<Node> row(FxRobot robot, String title) {
        return lookup(robot, "#finding-list").lookup((Node n) -> isLabel(n, title)).tryQuery();
    }

    private static boolean isLabel(Node node, String text) {
        return node instanceof Label l && text.equals(l.getText());
    }

    private static Optional<Button> preview(FxRobot robot, String question) {
        return lookup(robot, n -> isPreview(n, question)).<Button>tryQuery();
    }

    private static boolean isPreview(Node node, String question) {
        return node instanceof Button b
                && b.getAccessibleText() != null
                && b.getAccessibleText().startsWith("Preview: " + question);
    }

    private static boolean shows(FxRobot robot, String text) {
        return lookup(robot, n -> n instanceof Label l && l.getText().startsWith(text))
                .tryQuery()
                .isPresent();
    }
}
