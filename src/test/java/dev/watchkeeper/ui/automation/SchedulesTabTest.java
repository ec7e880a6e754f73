package dev.watchkeeper.ui.automation;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The schedules on the screen.
@ExtendWith(ApplicationExtension.class)
final class SchedulesTabTest {
    private final CompletableFuture<AutomationView> made = new CompletableFuture<>();

    @Start
    void start(Stage stage) {
        AutomationView view = SampleSchedules.view(SampleReports.healthy(), 0);
        made.complete(view);
        ViewStage.show(stage, view.node());
    }

    private static TableView<LiveRow<String, ScheduleRow>> table(FxRobot robot) {
        return lookup(robot, "#schedule-table").queryTableView();
    }

    @Test
    void troubleComesFirstOnAllHosts(FxRobot robot) {
        awaitThat(() -> {
            assertThat(words(robot)).hasSize(20).endsWith("ok");
            assertThat(words(robot).subList(0, 8)).containsOnly("failed", "missed 6");
        });
    }

    @Test
    void theFilterNarrowsAndTheSelectedShowsItsReasons(FxRobot robot) {
        robot.interact(() -> {
            made.join().filter("ant-queen");
            table(robot).getSelectionModel().select(0);
        });

        await(() -> words(robot).size() == 5 && shows(robot, "not known: cron keeps no outcome"));
    }

    @Test
    void whatCouldNotBeReadIsSaidOnceForAllHosts(FxRobot robot) {
        await(() ->
                shows(
                        robot,
                        "ant-queen, builder1, builder31, builder7: not known:"
                                + " /var/spool/cron/crontabs needs root"));
    }

    @Test
    void hostsThatWereNotAskedForSchedulesHaveNoneThatAreKnown(FxRobot robot) {
        robot.interact(() -> made.join().report(SampleReports.unasked()));
        await(() -> shows(robot, "Not checked yet"));
    }

    private static List<String> words(FxRobot robot) {
        return table(robot).getItems().stream().map(r -> r.now().verdict().word()).toList();
    }
}
