package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.DepthRow;
import dev.watchkeeper.tls.TlsTarget;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.FxGuard;
import dev.watchkeeper.ui.fx.FxThread;
import dev.watchkeeper.ui.fx.LiveRow;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// The closer look at an address, and two addresses beside each other.
@ExtendWith(ApplicationExtension.class)
final class DepthInTheWindowTest {
    private final CompletableFuture<CertificatesView> made = new CompletableFuture<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Start
    void start(Stage stage) {
        var clock = InstantSource.fixed(SampleReports.NOW);
        made.complete(
                new CertificatesView(
                        new Ages(clock, ZoneOffset.UTC),
                        this::look,
                        new Background(new FxThread())));
        ViewStage.show(stage, made.join().node());
        made.join().report(SampleReports.outage());
    }

    private DepthObservation look(TlsTarget target, Duration limit) {
        FxGuard.refuseOnFxThread("asking an endpoint");
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new DepthObservation.Looked(
                target,
                SampleReports.NOW,
                limit,
                List.of(
                        row(DepthRow.Topic.DNS, "CAA", "none", DepthRow.Verdict.NOTE, "Set one."),
                        row(
                                DepthRow.Topic.PROTOCOL,
                                "TLS 1.0",
                                "offered",
                                DepthRow.Verdict.BAD,
                                "Switch it off.")));
    }

    private static DepthRow row(
            DepthRow.Topic topic,
            String what,
            String value,
            DepthRow.Verdict verdict,
            String advice) {
        return new DepthRow(topic, what, value, verdict, advice);
    }

    private static TableView<LiveRow<String, Line>> table(FxRobot robot) {
        return lookup(robot, "#certificate-table").queryTableView();
    }

    @Test
    void aCloserLookIsAClickAwayAndItsAnswerStaysWithItsAddress(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        awaitThat(() -> assertThat(shows(robot, "some dozens of connections")).isTrue());

        robot.interact(() -> lookup(robot, "#look-in-depth").queryButton().fire());
        awaitThat(() -> assertThat(shows(robot, "Asking, a minute at most")).isTrue());
        check(() -> {
            Node again = lookup(robot, "#look-in-depth").query();
            assertThat(again.isDisabled()).isTrue();
        });
        answer.countDown();

        awaitThat(() -> {
            assertThat(shows(robot, "TLS 1.0: offered")).isTrue();
            assertThat(shows(robot, "Switch it off.")).isTrue();
            assertThat(shows(robot, "CAA: none")).isTrue();
        });
        robot.interact(() -> table(robot).getSelectionModel().clearAndSelect(1));
        awaitThat(() -> assertThat(shows(robot, "TLS 1.0: offered")).isFalse());
        robot.interact(() -> table(robot).getSelectionModel().clearAndSelect(0));
        awaitThat(() -> assertThat(shows(robot, "TLS 1.0: offered")).isTrue());
    }

    @Test
    void twoThatAreSelectedAreComparedFieldByField(FxRobot robot) {
        robot.interact(() -> {
            table(robot).getSelectionModel().clearSelection();
            two(table(robot).getItems()).forEach(r -> table(robot).getSelectionModel().select(r));
        });
        awaitThat(() -> {
            assertThat(lookup(robot, "#compare").tryQuery()).isPresent();
            assertThat(shows(robot, "Differs")).isTrue();
            assertThat(shows(robot, "The same")).isTrue();
        });
        robot.interact(() -> table(robot).getSelectionModel().clearAndSelect(0));
        awaitThat(() -> assertThat(lookup(robot, "#chain").tryQuery()).isPresent());
    }

    /// The first with a certificate of two endpoints.
    private static List<LiveRow<String, Line>> two(List<LiveRow<String, Line>> all) {
        var found = new LinkedHashMap<String, LiveRow<String, Line>>();
        for (LiveRow<String, Line> each : all) {
            if (each.now() instanceof CertificateRow r && r.state().lastPresented().isPresent()) {
                found.putIfAbsent(r.endpoint(), each);
            }
        }
        return found.values().stream().limit(2).toList();
    }

    @Test
    void unknownIsNeverDrawnAsGood() {
        assertThat(DepthSection.mark(DepthRow.Verdict.UNKNOWN)).isEqualTo(Mark.UNKNOWN);
        assertThat(DepthSection.mark(DepthRow.Verdict.GOOD)).isEqualTo(Mark.OK);
    }
}
