package dev.watchkeeper.ui.overview;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.place;
import static dev.watchkeeper.ui.OnScreen.read;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleUpdates;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// The first screen.
@ExtendWith(ApplicationExtension.class)
final class OverviewViewTest {
    private final List<FindingKey> opened = new CopyOnWriteArrayList<>();
    private final CompletableFuture<OverviewView> made = new CompletableFuture<>();

    private OverviewView view() {
        return made.join();
    }

    @Start
    void start(Stage stage) {
        made.complete(
                new OverviewView(
                        new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC),
                        SampleReports::headline,
                        SampleReports.outage(),
                        screen -> {},
                        opened::add,
                        host -> {}));
        ViewStage.show(stage, view().node());
    }

    private static ListView<Summary.Line> findings(FxRobot robot) {
        return lookup(robot, "#overview-findings").queryListView();
    }

    private void show(FxRobot robot, Report report) {
        robot.interact(() -> view().report(report));
    }

    @Test
    void aLongTitleIsBrokenAndNotCut(FxRobot robot) {
        String title = "packages.example.org: certificate expires in 3 d, renewal was due 27 d ago";
        awaitThat(() -> {
            var label =
                    lookup(robot, node -> node instanceof Label l && title.equals(l.getText()))
                            .queryAs(Label.class);
            assertThat(place(label)).isPresent();
            assertThat(label.isTextTruncated()).isFalse();
        });
    }

    @Test
    void enterOpensTheSelectedFinding(FxRobot robot) {
        robot.interact(() -> {
            findings(robot).requestFocus();
            findings(robot).getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);

        awaitThat(() -> assertThat(opened).containsExactly(SampleReports.EXPIRED));
    }

    @Test
    void theSelectionIsAKeyAndStaysWhenTheListChanges(FxRobot robot) {
        robot.interact(() -> findings(robot).getSelectionModel().select(1));
        FindingKey before = read(() -> selected(robot));

        robot.interact(() -> view().filter(before.value().contains("builder1") ? "builder1" : "b"));

        check(() -> assertThat(selected(robot)).isEqualTo(before));
    }

    private static FindingKey selected(FxRobot robot) {
        return findings(robot).getSelectionModel().getSelectedItem().key();
    }

    @Test
    void noneFoundNotCheckedYetAndCouldNotCheckAreThreeDifferentThings(FxRobot robot) {
        show(robot, SampleReports.healthy());
        await(() -> shows(robot, "Everything that is watched was checked"));

        show(robot, SampleReports.unasked());
        awaitThat(() -> {
            assertThat(shows(robot, "Not checked yet")).isTrue();
            assertThat(shows(robot, "Everything that is watched was checked")).isFalse();
        });

        show(robot, SampleUpdates.brokenFile(SampleReports.unasked()));
        await(() -> shows(robot, "Could not check"));
    }
}
