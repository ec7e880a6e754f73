package dev.watchkeeper.ui.automation;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleRuns;
import dev.watchkeeper.ui.SampleUpdates;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// The screen of the runs.
@ExtendWith(ApplicationExtension.class)
final class AutomationViewTest {
    private final List<FindingKey> findings = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<AutomationView> made = new CompletableFuture<>();
    private final Report outage = SampleReports.stuckRuns();

    @Start
    void start(Stage stage) {
        var ages = new Ages(() -> outage.snapshot().takenAt(), ZoneOffset.UTC);
        made.complete(new AutomationView(ages, outage, findings::add, hosts::add));
        ViewStage.show(stage, view().node());
        view().report(outage);
    }

    private AutomationView view() {
        return made.join();
    }

    private static TableView<LiveRow<ProcessKey, RunRow>> table(FxRobot robot) {
        return lookup(robot, "#run-table").queryTableView();
    }

    private static ListView<LaneRow> lanes(FxRobot robot) {
        return lookup(robot, "#lane-list").queryListView();
    }

    @Test
    void theStuckComeFirstAndTheirOverlapIsSaid(FxRobot robot) {
        awaitThat(() -> {
            assertThat(table(robot).getItems())
                    .extracting(r -> r.now().verdict().word())
                    .containsExactly("stuck", "stuck", "waiting");
            assertThat(shows(robot, "2 runs of nightly.yml on ant-queen overlap")).isTrue();
        });
    }

    @Test
    void theSelectedRunShowsALaneForEachHostWithALinkToItAndToItsFinding(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        await(() -> link(robot, "builder1").isPresent());

        robot.interact(() -> {
            link(robot, "builder1").orElseThrow().fire();
            lookup(robot, "#run-why").queryAs(Hyperlink.class).fire();
        });

        awaitThat(() -> {
            assertThat(hosts).containsExactly("builder1");
            assertThat(findings).containsExactly(SampleReports.RUNS);
            assertThat(lanes(robot).getItems())
                    .extracting(LaneRow::destination)
                    .containsExactlyInAnyOrder("builder1", "builder31");
        });
    }

    private static Optional<Hyperlink> link(FxRobot robot, String host) {
        return lookup(robot, ".lane .hyperlink").<Hyperlink>queryAllAs(Hyperlink.class).stream()
                .filter(l -> l.getText().equals(host))
                .findFirst();
    }

    @Test
    void enterOpensTheFindingOfAStuckRunAndTheHostOfAnother(FxRobot robot) {
        for (int row : List.of(0, 2)) {
            robot.interact(() -> {
                table(robot).requestFocus();
                table(robot).getSelectionModel().clearAndSelect(row);
            });
            robot.type(KeyCode.ENTER);
        }

        awaitThat(() -> {
            assertThat(findings).containsExactly(SampleReports.RUNS);
            assertThat(hosts).containsExactly("ant-queen");
        });
    }

    @Test
    void lanesAreCopiedWithTheirChain(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        robot.interact(() -> {
            lanes(robot).requestFocus();
            lanes(robot).getSelectionModel().select(0);
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);

        awaitThat(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).contains("(proven: "));
    }

    @Test
    void threeHundredLanesAreDrawnOnlyWhereTheyAreInSight(FxRobot robot) {
        robot.interact(() -> {
            view().report(SampleRuns.wide(300));
            table(robot).getSelectionModel().select(0);
        });
        awaitThat(() -> {
            assertThat(lanes(robot).getItems()).hasSize(300);
            assertThat(lookup(robot, ".lane-bar").<Region>queryAll().size()).isBetween(3, 29);
        });
    }

    @Test
    void theFilterFindsARunByTheHostThatItWaitsFor(FxRobot robot) {
        robot.interact(() -> view().filter("BUILDER7"));

        awaitThat(() ->
                assertThat(table(robot).getItems())
                        .extracting(r -> r.now().name())
                        .containsExactly("long.yml"));
    }

    @Test
    void noneSeenNotCheckedYetCouldNotCheckAndPartlyKnownAreFourThings(FxRobot robot) {
        says(robot, SampleReports.healthy(), "No runs seen");
        says(robot, SampleReports.unasked(), "Not checked yet");
        says(robot, SampleRuns.unanswered(), "Could not check");
        says(
                robot,
                SampleUpdates.brokenFile(SampleReports.unasked()),
                "The fleet file cannot be used");
        says(robot, SampleRuns.outdated(), "did not tell in full which runs they have: builder1");
    }

    private void says(FxRobot robot, Report report, String words) {
        robot.interact(() -> view().report(report));
        await(() -> shows(robot, words));
    }
}
