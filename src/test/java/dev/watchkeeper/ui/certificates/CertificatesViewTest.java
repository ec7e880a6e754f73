package dev.watchkeeper.ui.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleUpdates;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// The certificates' screen.
@ExtendWith(ApplicationExtension.class)
final class CertificatesViewTest {
    private final Ages ages = new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC);
    private final CompletableFuture<CertificatesView> made = new CompletableFuture<>();

    private CertificatesView view() {
        return made.join();
    }

    @Start
    void start(Stage stage) {
        made.complete(new CertificatesView(ages));
        ViewStage.show(stage, view().node());
        view().report(SampleReports.outage());
    }

    private static TableView<LiveRow<String, CertificateRow>> table(FxRobot robot) {
        return robot.lookup("#certificate-table").queryTableView();
    }

    private static <T> T onFx(Callable<T> call) throws Exception {
        return WaitForAsyncUtils.asyncFx(call).get();
    }

    private static String firstShown(FxRobot robot) {
        VirtualFlow<?> flow = robot.lookup("#certificate-table .virtual-flow").query();
        IndexedCell<?> first = (IndexedCell<?>) flow.getFirstVisibleCell();
        return table(robot).getItems().get(first.getIndex()).key();
    }

    @Test
    void allColumnsFitAndTheLeastImportantGoFirst(FxRobot robot) throws Exception {
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        ViewStage.await(() -> table(robot).getWidth() < 700);

        var columns = table(robot).getVisibleLeafColumns();
        double sum = columns.stream().mapToDouble(TableColumn::getWidth).sum();
        assertThat(sum).isLessThanOrEqualTo(table(robot).getWidth() + 1);
        assertThat(columns)
                .extracting(TableColumn::getText)
                .contains("Verdict", "Left", "Endpoint");
        assertThat(columns).extracting(TableColumn::getText).doesNotContain("Protocol", "Observed");
    }

    @Test
    void tenThousandRowsKeepSelectionAndScrollWhenTheyAreObservedAgain(FxRobot robot)
            throws Exception {
        Report large = SampleReports.large();
        robot.interact(() -> view().report(large));
        String chosen = onFx(() -> table(robot).getItems().get(6_000).key());
        robot.interact(() -> {
            table(robot).getSelectionModel().select(6_000);
            table(robot).scrollTo(7_000);
        });
        WaitForAsyncUtils.waitForFxEvents();
        String top = onFx(() -> firstShown(robot));

        List<String> again = large.snapshot().endpoints().keySet().stream().limit(1_000).toList();
        var later = SampleUpdates.observedAgain(large, again, SampleReports.NOW.minusSeconds(1));
        robot.interact(() -> {
            view().report(later);
            ages.tick();
        });

        assertThat(onFx(() -> table(robot).getSelectionModel().getSelectedItem().key()))
                .isEqualTo(chosen);
        assertThat(onFx(() -> firstShown(robot))).isEqualTo(top);
    }

    @Test
    void onlyWhatIsWrongIsShownOnDemandAndTheFilterNarrowsIt(FxRobot robot) {
        robot.clickOn("#only-wrong");
        assertThat(table(robot).getItems()).hasSize(5);

        robot.interact(() -> view().filter("DOCS"));
        assertThat(table(robot).getItems()).hasSize(2);
    }

    @Test
    void theDetailsShowFaultsAndEveryField(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        assertThat(ViewStage.says(robot, "The leaf expired 5 h ago.")).isTrue();
        assertThat(ViewStage.says(robot, "serial number")).isTrue();
        assertThat(ViewStage.says(robot, "2026-11-21 21:47:00 UTC")).isTrue();
    }

    @Test
    void ctrlCCopiesTheRowWithTimesInUtc(FxRobot robot) throws Exception {
        robot.interact(() -> {
            table(robot).requestFocus();
            table(robot).getSelectionModel().select(0);
        });
        robot.push(KeyCode.CONTROL, KeyCode.C);

        ViewStage.await(() -> onFx(() -> Clipboard.getSystemClipboard().hasString()));
        String copied = onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied.lines()).hasSize(2);
        assertThat(copied)
                .contains("critical: expired\t2026-11-21T21:47:00Z\tdocs.example.org:443");
    }

    @Test
    void notCheckedYetCouldNotCheckAndNoneMatchAreToldApart(FxRobot robot) {
        robot.interact(() -> view().filter("nothing has this name"));
        assertThat(ViewStage.says(robot, "None match the filter")).isTrue();

        robot.interact(() -> view().report(SampleReports.unasked()));
        assertThat(ViewStage.says(robot, "Not checked yet")).isTrue();

        robot.interact(() -> view().report(SampleUpdates.brokenFile(SampleReports.unasked())));
        assertThat(ViewStage.says(robot, "Could not check")).isTrue();
    }
}
