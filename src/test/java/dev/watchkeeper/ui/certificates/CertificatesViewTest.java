package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.place;
import static dev.watchkeeper.ui.OnScreen.read;
import static dev.watchkeeper.ui.OnScreen.shows;

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

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
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
        return lookup(robot, "#certificate-table").queryTableView();
    }

    private static String firstShown(FxRobot robot) {
        place(table(robot));
        VirtualFlow<?> flow = lookup(robot, "#certificate-table .virtual-flow").query();
        IndexedCell<?> first = (IndexedCell<?>) flow.getFirstVisibleCell();
        return table(robot).getItems().get(first.getIndex()).key();
    }

    @Test
    void allColumnsFitAndTheLeastImportantGoFirst(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        awaitThat(() -> {
            assertThat(table(robot).getWidth()).isLessThan(700);
            var columns = table(robot).getVisibleLeafColumns();
            double sum = columns.stream().mapToDouble(TableColumn::getWidth).sum();
            assertThat(sum).isLessThanOrEqualTo(table(robot).getWidth() + 1);
            assertThat(columns)
                    .extracting(TableColumn::getText)
                    .contains("Verdict", "Left", "Endpoint")
                    .doesNotContain("Protocol", "Observed");
        });
    }

    @Test
    void tenThousandRowsKeepSelectionAndScrollWhenTheyAreObservedAgain(FxRobot robot) {
        Report large = SampleReports.large();
        robot.interact(() -> view().report(large));
        String chosen = read(() -> table(robot).getItems().get(6_000).key());
        robot.interact(() -> {
            table(robot).getSelectionModel().select(6_000);
            table(robot).scrollTo(7_000);
        });
        String top = read(() -> firstShown(robot));

        List<String> again = large.snapshot().endpoints().keySet().stream().limit(1_000).toList();
        var later = SampleUpdates.observedAgain(large, again, SampleReports.NOW.minusSeconds(1));
        robot.interact(() -> {
            view().report(later);
            ages.tick();
        });

        check(() -> {
            assertThat(table(robot).getSelectionModel().getSelectedItem().key()).isEqualTo(chosen);
            assertThat(firstShown(robot)).isEqualTo(top);
        });
    }

    @Test
    void onlyWhatIsWrongIsShownOnDemandAndTheFilterNarrowsIt(FxRobot robot) {
        click(robot, "#only-wrong");
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(5));

        robot.interact(() -> view().filter("DOCS"));
        check(() -> assertThat(table(robot).getItems()).hasSize(2));
    }

    @Test
    void theDetailsShowFaultsAndEveryField(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        awaitThat(() -> {
            assertThat(shows(robot, "The leaf expired 5 h ago.")).isTrue();
            assertThat(shows(robot, "serial number")).isTrue();
            assertThat(shows(robot, "2026-11-21 21:47:00 UTC")).isTrue();
        });
    }

    @Test
    void ctrlCCopiesTheRowWithTimesInUtc(FxRobot robot) {
        robot.interact(() -> {
            table(robot).requestFocus();
            table(robot).getSelectionModel().select(0);
        });
        robot.push(KeyCode.CONTROL, KeyCode.C);

        awaitThat(() -> {
            String copied = Clipboard.getSystemClipboard().getString();
            assertThat(copied)
                    .contains("critical: expired\t2026-11-21T21:47:00Z\tdocs.example.org:443");
            assertThat(copied.lines()).hasSize(2);
        });
    }

    @Test
    void notCheckedYetCouldNotCheckAndNoneMatchAreToldApart(FxRobot robot) {
        robot.interact(() -> view().filter("nothing has this name"));
        await(() -> shows(robot, "None match the filter"));

        robot.interact(() -> view().report(SampleReports.unasked()));
        await(() -> shows(robot, "Not checked yet"));

        robot.interact(() -> view().report(SampleUpdates.brokenFile(SampleReports.unasked())));
        await(() -> shows(robot, "Could not check"));
    }
}
