package dev.watchkeeper.ui.hosts;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.read;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;
import dev.watchkeeper.ui.SampleUpdates;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
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

/// The hosts' screen.
@ExtendWith(ApplicationExtension.class)
final class BuildersViewTest {
    private final List<FindingKey> opened = new CopyOnWriteArrayList<>();
    private final CompletableFuture<BuildersView> made = new CompletableFuture<>();

    private BuildersView view() {
        return made.join();
    }

    @Start
    void start(Stage stage) {
        made.complete(
                new BuildersView(
                        new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC),
                        new SampleServices(SampleReports.outage()),
                        SampleReports.outage(),
                        opened::add));
        ViewStage.show(stage, view().node());
        view().report(SampleReports.outage());
    }

    private static TableView<LiveRow<String, HealthRow>> health(FxRobot robot) {
        return lookup(robot, "#health-table").queryTableView();
    }

    private static TableView<LiveRow<ProcessKey, ProcessRow>> processes(FxRobot robot) {
        return lookup(robot, "#process-table").queryTableView();
    }

    @Test
    void theDetailsOfAHostShowWhatIsWrongWorstFirst(FxRobot robot) {
        robot.interact(() -> view().open("builder1"));

        awaitThat(() -> {
            assertThat(lookup(robot, ".host-detail .hyperlink").queryAllAs(Hyperlink.class))
                    .extracting(Hyperlink::getAccessibleText)
                    .extracting(t -> t.substring(0, t.indexOf(':')))
                    .containsExactly("critical", "high");
            assertThat(shows(robot, "Linux 6.1.0-28-amd64")).isTrue();
        });
    }

    @Test
    void ofAHostThatHungItIsSaidWhenItIsAskedAgainAndHowToHaveItAtOnce(FxRobot robot) {
        robot.interact(() -> view().open("builder1"));

        await(() -> shows(robot, "hung 3 times in a row; asked again in 4 min, F5 asks now"));
    }

    @Test
    void enterOpensTheFindingOfTheSelectedHost(FxRobot robot) {
        robot.interact(() -> {
            health(robot).requestFocus();
            health(robot).getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);

        awaitThat(() -> assertThat(opened).containsExactly(SampleReports.MOUNT));
    }

    @Test
    void aChosenRoleNarrowsAllTables(FxRobot robot) {
        robot.interact(() ->
                lookup(robot, "#role-choice")
                        .<javafx.scene.control.ComboBox<String>>query()
                        .setValue("deploy server"));
        check(() ->
                assertThat(health(robot).getItems())
                        .extracting(LiveRow::key)
                        .containsExactly("ant-queen"));

        robot.interact(() -> view().openTab(1));
        check(() -> assertThat(processes(robot).getItems()).hasSize(70));
    }

    @Test
    void theSelectedProcessStaysSelectedByItsKey(FxRobot robot) {
        robot.interact(() -> {
            view().openTab(1);
            processes(robot).getSelectionModel().select(40);
        });
        ProcessKey before =
                read(() -> processes(robot).getSelectionModel().getSelectedItem().key());

        robot.interact(() -> view().filter("ansible"));

        check(() ->
                assertThat(processes(robot).getSelectionModel().getSelectedItems())
                        .extracting(LiveRow::key)
                        .containsExactly(before));
    }

    @Test
    void noneFoundNotCheckedYetAndCouldNotCheckAreToldApart(FxRobot robot) {
        robot.interact(() -> {
            view().openTab(1);
            view().report(SampleReports.healthy());
        });
        await(() -> shows(robot, "No stuck, piled up or left over processes"));

        robot.interact(() -> view().report(SampleReports.unasked()));
        await(() -> shows(robot, "Not checked yet"));

        robot.interact(() -> view().report(SampleUpdates.brokenFile(SampleReports.unasked())));
        await(() -> shows(robot, "Could not check"));
    }
}
