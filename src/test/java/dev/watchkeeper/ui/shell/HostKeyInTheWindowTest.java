package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.place;
import static dev.watchkeeper.ui.OnScreen.read;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.SampleHostKeys;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/// A host whose key was refused, and what a user can do about it.
@ExtendWith(ApplicationExtension.class)
final class HostKeyInTheWindowTest {
    private final SampleServices world = new SampleServices(SampleReports.healthy());
    private Optional<String> refusal = Optional.empty();

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(900);
        Services sample = world.services(Optional.empty());
        Consumer<HostKeyProblem> store = problem -> store(sample, problem);
        new ConsoleWindow(
                        new Services(
                                sample.engine(),
                                sample.remedies(),
                                sample.audit(),
                                sample.history(),
                                sample.clock(),
                                sample.headline(),
                                store,
                                sample.ribbon()))
                .show(stage);
    }

    private void store(Services sample, HostKeyProblem problem) {
        if (refusal.isPresent()) {
            throw new UncheckedIOException(refusal.get(), new IOException());
        }
        sample.acceptHostKey().accept(problem);
    }

    @Test
    void anUnknownKeyIsStoredOnlyAfterItsFingerprintWasCompared(FxRobot robot) {
        // fault 28
        open(robot, HostKeyProblem.Kind.UNKNOWN);
        click(robot, "#accept-key");
        awaitThat(() -> assertThat(lookup(robot, "#key-store").query().isDisabled()).isTrue());
        robot.clickOn(read(() -> place(lookup(robot, "#key-store").query())).orElseThrow());
        assertThat(world.accepted).isEmpty();

        click(robot, "#key-compared");
        click(robot, "#key-store");

        await(() -> world.accepted.size() == 1);
        assertThat(world.accepted.getFirst().fingerprint()).isEqualTo("SHA256:presented");
        await(() -> world.verified.size() == 1);
    }

    @Test
    void aKeyThatCouldNotBeStoredIsSaidInTheWindow(FxRobot robot) {
        refusal = Optional.of("/home/a/known_hosts: permission denied");
        open(robot, HostKeyProblem.Kind.UNKNOWN);
        click(robot, "#accept-key");
        click(robot, "#key-compared");
        click(robot, "#key-store");

        await(() -> shows(robot, "could not be stored: /home/a/known_hosts: permission denied"));
        assertThat(world.verified).isEmpty();

        click(robot, "#failure-dismiss");
        await(() -> !shows(robot, "could not be stored"));
    }

    @Test
    void aChangedKeyShowsBothFingerprintsAndNoWayPastIt(FxRobot robot) {
        // fault 29
        open(robot, HostKeyProblem.Kind.CHANGED);

        awaitThat(() -> {
            assertThat(shows(robot, "SHA256:presented")).isTrue();
            assertThat(shows(robot, "SHA256:known")).isTrue();
            assertThat(lookup(robot, "#accept-key").tryQuery()).isEmpty();
            assertThat(lookup(robot, HostKeyInTheWindowTest::isAcceptance).tryQuery()).isEmpty();
        });
    }

    private static boolean isAcceptance(Node node) {
        return node instanceof Button button
                && button.getText() != null
                && button.getText().toLowerCase(java.util.Locale.ROOT).contains("accept");
    }

    private void open(FxRobot robot, HostKeyProblem.Kind kind) {
        world.publish(SampleHostKeys.report(kind, "SHA256:presented", "SHA256:known"));
        click(robot, "#go-findings");
        await(() -> shows(robot, "SHA256:presented"));
    }
}
