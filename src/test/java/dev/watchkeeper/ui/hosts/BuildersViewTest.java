package dev.watchkeeper.ui.hosts;

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
        return robot.lookup("#health-table").queryTableView();
    }

    private static TableView<LiveRow<ProcessKey, ProcessRow>> processes(FxRobot robot) {
        return robot.lookup("#process-table").queryTableView();
    }

    @Test
    void theDetailsOfAHostShowWhatIsWrongWorstFirst(FxRobot robot) {
        robot.interact(() -> view().open("builder1"));

        var links = robot.lookup(".host-detail .hyperlink").<Hyperlink>queryAllAs(Hyperlink.class);
        assertThat(links)
                .extracting(Hyperlink::getAccessibleText)
                .extracting(t -> t.substring(0, t.indexOf(':')))
                .containsExactly("critical", "high");
        assertThat(ViewStage.says(robot, "Linux 6.1.0-28-amd64")).isTrue();
    }

    @Test
    void ofAHostThatHungItIsSaidWhenItIsAskedAgainAndHowToHaveItAtOnce(FxRobot robot)
            throws Exception {
        robot.interact(() -> view().open("builder1"));

        ViewStage.await(() ->
                ViewStage.says(robot, "hung 3 times in a row; asked again in 4 min, F5 asks now"));
    }

    @Test
    void enterOpensTheFindingOfTheSelectedHost(FxRobot robot) {
        robot.interact(() -> {
            health(robot).requestFocus();
            health(robot).getSelectionModel().select(0);
        });
        robot.type(KeyCode.ENTER);

        assertThat(opened).containsExactly(SampleReports.MOUNT);
    }

    @Test
    void aChosenRoleNarrowsAllTables(FxRobot robot) {
        robot.interact(() ->
                robot.lookup("#role-choice")
                        .<javafx.scene.control.ComboBox<String>>query()
                        .setValue("deploy server"));
        assertThat(health(robot).getItems()).extracting(LiveRow::key).containsExactly("ant-queen");

        robot.interact(() -> view().openTab(1));
        assertThat(processes(robot).getItems()).hasSize(70);
    }

    @Test
    void theSelectedProcessStaysSelectedByItsKey(FxRobot robot) {
        robot.interact(() -> {
            view().openTab(1);
            processes(robot).getSelectionModel().select(40);
        });
        ProcessKey before = processes(robot).getSelectionModel().getSelectedItem().key();

        robot.interact(() -> view().filter("ansible"));

        assertThat(processes(robot).getSelectionModel().getSelectedItems())
                .extracting(LiveRow::key)
                .containsExactly(before);
    }

    @Test
    void noneFoundNotCheckedYetAndCouldNotCheckAreToldApart(FxRobot robot) {
        robot.interact(() -> {
            view().openTab(1);
            view().report(SampleReports.healthy());
        });
        assertThat(ViewStage.says(robot, "No stuck, piled up or left over processes")).isTrue();

        robot.interact(() -> view().report(SampleReports.unasked()));
        assertThat(ViewStage.says(robot, "Not checked yet")).isTrue();

        robot.interact(() -> view().report(SampleUpdates.brokenFile(SampleReports.unasked())));
        assertThat(ViewStage.says(robot, "Could not check")).isTrue();
    }
}
