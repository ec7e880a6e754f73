package dev.watchkeeper.ui.supervision;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.place;
import static dev.watchkeeper.ui.OnScreen.shows;
import static dev.watchkeeper.ui.OnScreen.visible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The supervision's screen.
@ExtendWith(ApplicationExtension.class)
final class SupervisionViewTest {
    private final SampleScreen screen = new SampleScreen();

    private SupervisionView view() {
        return screen.view();
    }

    @Start
    void start(Stage stage) {
        ViewStage.show(stage, screen.make());
        view().report(SampleSupervision.outage());
    }

    private static TableView<LiveRow<String, CoverageLine>> table(FxRobot robot) {
        return lookup(robot, "#coverage-table").queryTableView();
    }

    private static boolean says(FxRobot robot, String id, String words) {
        Node node = lookup(robot, id).query();
        return String.valueOf(node.getAccessibleText()).contains(words);
    }

    @Test
    void theThreeAnswersAreSaidInWordsWithTheirReason(FxRobot robot) {
        awaitThat(() -> {
            assertThat(says(robot, "#answer-alive", "Alive? yes. nagios runs: 14 of 14")).isTrue();
            assertThat(says(robot, "#answer-covering", "not 13 of 13")).isTrue();
            assertThat(says(robot, "#answer-pages", "no. nagios: notifications are switched off"))
                    .isTrue();
            assertThat(lookup(robot, "#answer-pages .mark.critical").queryAll()).isNotEmpty();
        });
    }

    @Test
    void onlyGapsAreShownWhileThereAreSomeAndTheBoxAndTheFilterSayOtherwise(FxRobot robot) {
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(13));
        robot.interact(() -> view().filter("DOCS"));
        check(() -> assertThat(table(robot).getItems()).hasSize(1));
        robot.interact(() -> view().filter(""));

        robot.interact(() -> view().report(SampleSupervision.well()));
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(10));
        check(() ->
                assertThat(lookup(robot, "#only-gaps").queryAs(CheckBox.class).isSelected())
                        .isFalse());

        click(robot, "#only-gaps");
        await(() -> shows(robot, "Nothing is missing"));
    }

    @Test
    void aRowShowsItsChecksAndWhatClosesTheGapToCopy(FxRobot robot) {
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(13));
        robot.interact(() -> table(robot).getSelectionModel().select(1));

        awaitThat(() -> {
            assertThat(shows(robot, "whether the port is open")).isTrue();
            assertThat(shows(robot, "check_tcp -H docs.example.org")).isTrue();
            assertThat(shows(robot, "What closes it, for nagios")).isTrue();
            assertThat(shows(robot, "check_http -I 10.0.0.11 -H docs.example.org")).isTrue();
            assertThat(lookup(robot, "#install").query().isDisabled()).isTrue();
            assertThat(shows(robot, "This console cannot install it there")).isTrue();
        });
        click(robot, "#proposal .copy");
        awaitThat(() ->
                assertThat(Clipboard.getSystemClipboard().getString()).contains("define service"));
    }

    @Test
    void aGapWithAPlanLeadsToItsFinding(FxRobot robot) {
        screen.plans.set(true);
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(13));
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        click(robot, "#install");

        awaitThat(() ->
                assertThat(screen.opened)
                        .containsExactly(
                                new FindingKey("supervision-gap/legacy.example.org:8443")));
    }

    @Test
    void aFindingOfTheSystemOpensWithItsFix(FxRobot robot) {
        click(
                robot,
                () ->
                        lookup(robot, "#systems .hyperlink")
                                .match((Hyperlink h) -> h.getText().contains("switched off"))
                                .tryQuery());

        awaitThat(() ->
                assertThat(screen.opened)
                        .containsExactly(new FindingKey("supervision-off/nagios")));
    }

    @Test
    void tenThousandRowsAreDrawnByAFewCells(FxRobot robot) {
        robot.interact(() -> view().report(SampleSupervision.large()));

        awaitThat(() -> {
            place(table(robot));
            assertThat(table(robot).getItems()).hasSize(2_604);
            assertThat(lookup(robot, ".table-row-cell").queryAll()).hasSizeLessThan(100);
        });
        click(robot, "#only-gaps");
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(10_004));
    }

    @Test
    void whatTheFleetFileLacksIsSaidWithAnExample(FxRobot robot) {
        robot.interact(() -> view().report(SampleReports.healthy()));
        await(() -> visible(robot, "#supervision-setup"));
        check(() -> assertThat(shows(robot, "Nobody watches the watchers")).isTrue());

        robot.interact(() -> view().report(SampleSupervision.unasked()));
        await(() -> shows(robot, "Not checked yet"));

        robot.interact(() -> view().report(SampleSupervision.unanswered()));
        await(() -> shows(robot, "Could not check"));
    }

    @Test
    void aDrillIsAskedForFirstAndItsLegsAreShownAsTheyEnd(FxRobot robot) {
        click(robot, "#drill-nagios");
        await(() -> shows(robot, "a CRITICAL result for watchkeeper/canary"));
        check(() -> {
            assertThat(lookup(robot, "#drill-pages").queryAs(CheckBox.class).isSelected())
                    .isFalse();
            assertThat(screen.drilling.pages).isEmpty();
        });
        click(robot, "#drill-start");
        awaitThat(() -> assertThat(screen.drilling.pages).containsExactly(false));

        screen.drilling.legs.add(
                SampleStatus.leg(
                        DrillResult.Stage.ACCEPTED, Verdict.PASSED, 400, "the command was taken"));
        await(() -> shows(robot, "the command was taken"));
        check(() -> assertThat(shows(robot, "Under way")).isTrue());
        screen.drilling.legs.add(
                SampleStatus.leg(
                        DrillResult.Stage.STATE_CHANGED, Verdict.FAILED, 120_000, "still OK"));

        await(() -> shows(robot, "Not passed: it stopped at 'state changed': still OK"));
        check(() -> assertThat(screen.jobs.running()).isEmpty());
    }

    @Test
    void aDrillIsStoppedByAnInterrupt(FxRobot robot) {
        click(robot, "#drill-nagios");
        click(robot, "#drill-pages");
        click(robot, "#drill-start");
        click(robot, "#drill-stop");

        await(() -> shows(robot, "it stopped at 'notified': the drill was stopped"));
        check(() -> assertThat(screen.drilling.pages).containsExactly(true));
    }

    @Test
    void theHoursAreReadOffTheWindowsThreadAndSayWhoMissedThem(FxRobot robot) {
        check(() -> assertThat(screen.history.reads.get()).isZero());
        robot.interact(() -> view().openTab(1));

        awaitThat(() -> {
            assertThat(shows(robot, "nagios: ci.example.org/Certificate")).isTrue();
            assertThat(lookup(robot, "#heat-list .not-run").queryAll()).hasSize(10);
            assertThat(lookup(robot, "#heat-list .critical").queryAll()).hasSize(5);
            assertThat(shows(robot, "Hours, UTC")).isTrue();
        });
        robot.interact(() -> view().filter("wiki"));
        check(() -> {
            ListView<HeatRow> list = lookup(robot, "#heat-list").queryListView();
            assertThat(list.getItems()).hasSize(2);
        });
    }
}
