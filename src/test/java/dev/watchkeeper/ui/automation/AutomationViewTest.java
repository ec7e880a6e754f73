package dev.watchkeeper.ui.automation;

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
import java.util.function.Supplier;

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
        return robot.lookup("#run-table").queryTableView();
    }

    private static ListView<LaneRow> lanes(FxRobot robot) {
        return robot.lookup("#lane-list").queryListView();
    }

    /// Does it and reads all that follows in one turn of the window's thread.
    private static <T> T inOneTurn(FxRobot robot, Supplier<T> what) {
        var result = new CompletableFuture<T>();
        robot.interact(() -> result.complete(what.get()));
        return result.join();
    }

    @Test
    void theStuckComeFirstAndTheirOverlapIsSaid(FxRobot robot) {
        List<String> words =
                inOneTurn(
                        robot,
                        () ->
                                table(robot).getItems().stream()
                                        .map(r -> r.now().verdict().word())
                                        .toList());

        assertThat(words).containsExactly("stuck", "stuck", "waiting");
        assertThat(
                        inOneTurn(
                                robot,
                                () ->
                                        ViewStage.says(
                                                robot,
                                                "2 runs of nightly.yml on ant-queen overlap")))
                .isTrue();
    }

    @Test
    void theSelectedRunShowsALaneForEachHostWithALinkToItAndToItsFinding(FxRobot robot)
            throws Exception {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        ViewStage.await(() -> inOneTurn(robot, () -> link(robot, "builder1").isPresent()));

        robot.interact(() -> {
            link(robot, "builder1").orElseThrow().fire();
            robot.lookup("#run-why").queryAs(Hyperlink.class).fire();
        });

        assertThat(hosts).containsExactly("builder1");
        assertThat(findings).containsExactly(SampleReports.RUNS);
        assertThat(
                        inOneTurn(
                                robot,
                                () ->
                                        lanes(robot).getItems().stream()
                                                .map(LaneRow::destination)
                                                .toList()))
                .containsExactlyInAnyOrder("builder1", "builder31");
    }

    private static Optional<Hyperlink> link(FxRobot robot, String host) {
        return robot.lookup(".lane .hyperlink").<Hyperlink>queryAllAs(Hyperlink.class).stream()
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

        assertThat(findings).containsExactly(SampleReports.RUNS);
        assertThat(hosts).containsExactly("ant-queen");
    }

    @Test
    void lanesAreCopiedWithTheirChain(FxRobot robot) throws Exception {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        robot.interact(() -> {
            lanes(robot).requestFocus();
            lanes(robot).getSelectionModel().select(0);
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.C).release(KeyCode.CONTROL);

        ViewStage.await(() ->
                inOneTurn(robot, () -> "" + Clipboard.getSystemClipboard().getString())
                        .contains("(proven: "));
    }

    @Test
    void threeHundredLanesAreDrawnOnlyWhereTheyAreInSight(FxRobot robot) throws Exception {
        robot.interact(() -> {
            view().report(SampleRuns.wide(300));
            table(robot).getSelectionModel().select(0);
        });
        ViewStage.await(() ->
                inOneTurn(
                        robot,
                        () -> {
                            int drawn = robot.lookup(".lane-bar").<Region>queryAll().size();
                            return lanes(robot).getItems().size() == 300 && drawn > 2 && drawn < 30;
                        }));
    }

    @Test
    void theFilterFindsARunByTheHostThatItWaitsFor(FxRobot robot) {
        List<String> found =
                inOneTurn(
                        robot,
                        () -> {
                            view().filter("BUILDER7");
                            return table(robot).getItems().stream()
                                    .map(r -> r.now().name())
                                    .toList();
                        });

        assertThat(found).containsExactly("long.yml");
    }

    @Test
    void noneSeenNotCheckedYetCouldNotCheckAndPartlyKnownAreFourThings(FxRobot robot)
            throws Exception {
        says(robot, SampleReports.healthy(), "No runs seen");
        says(robot, SampleReports.unasked(), "Not checked yet");
        says(robot, SampleRuns.unanswered(), "Could not check");
        says(
                robot,
                SampleUpdates.brokenFile(SampleReports.unasked()),
                "The fleet file cannot be used");
        says(robot, SampleRuns.outdated(), "what runs they have is not known");
    }

    private void says(FxRobot robot, Report report, String words) throws Exception {
        robot.interact(() -> view().report(report));
        ViewStage.await(() -> inOneTurn(robot, () -> ViewStage.says(robot, words)));
    }
}
