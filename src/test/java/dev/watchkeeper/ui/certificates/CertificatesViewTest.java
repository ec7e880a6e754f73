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

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
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
        made.complete(ViewSample.of(ages));
        ViewStage.show(stage, view().node());
        view().report(SampleReports.outage());
    }

    private static TableView<LiveRow<String, Line>> table(FxRobot robot) {
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
                    .contains("Verdict", "Endpoint", "Address", "Life left")
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
                    .contains(
                            "critical: expired\tdocs.example.org:443\tproxy1"
                                    + "\t2026-11-21T21:47:00Z");
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

    @Test
    void groupsShowTheirNumberAndWorstAndOpenAtAClick(FxRobot robot) {
        choose(robot, Grouping.By.OWNER);
        check(() ->
                assertThat(table(robot).getItems())
                        .extracting(LiveRow::key)
                        .containsExactly("By owner web team", "By owner no owner"));
        awaitThat(() -> {
            assertThat(shows(robot, "▸ web team (4)")).isTrue();
            assertThat(shows(robot, "4 wrong")).isTrue();
        });

        click(robot, () -> lookup(robot, "▸ web team (4)").tryQuery());

        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(6));
    }

    private void choose(FxRobot robot, Grouping.By by) {
        robot.interact(() -> {
            ComboBox<Grouping.By> box = lookup(robot, "#group-choice").queryComboBox();
            box.setValue(by);
        });
    }

    @Test
    void aGroupOpensByTheKeyboardAndEndpointsAreFoundInClosedOnes(FxRobot robot) {
        choose(robot, Grouping.By.OWNER);
        robot.interact(() -> {
            table(robot).requestFocus();
            table(robot).getSelectionModel().select(0);
        });
        robot.push(KeyCode.ENTER);
        awaitThat(() -> assertThat(table(robot).getItems()).hasSize(6));

        robot.interact(() -> view().open("legacy.example.org:8443"));
        check(() ->
                assertThat(table(robot).getSelectionModel().getSelectedItem().key())
                        .startsWith("legacy.example.org:8443"));
    }

    @Test
    void aClickInTheStripPicksTheRowAndAnotherTheNext(FxRobot robot) {
        click(robot, "#renewal-strip .expiry-expired");
        awaitThat(() ->
                assertThat(table(robot).getSelectionModel().getSelectedItem().key())
                        .startsWith("docs.example.org:443 at proxy1"));

        Point2D threeDays =
                read(() -> {
                    Node strip = lookup(robot, "#renewal-strip").query();
                    place(strip);
                    double width = strip.getLayoutBounds().getWidth();
                    return strip.localToScreen(92 + (width - 184) * 3 / 90, 40);
                });
        robot.clickOn(threeDays);
        awaitThat(() ->
                assertThat(table(robot).getSelectionModel().getSelectedItem().key())
                        .startsWith("packages.example.org:443 at proxy1"));
    }

    @Test
    void theDetailsShowTheHopsAndWhatWouldMakeThemKnown(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        awaitThat(() -> {
            assertThat(shows(robot, "Archive of the client")).isTrue();
            assertThat(shows(robot, "the name or the address of proxy1")).isTrue();
            assertThat(shows(robot, "Renewal was due")).isTrue();
            assertThat(shows(robot, "below 30 %, from")).isTrue();
        });
    }

    @Test
    void tenThousandRowsAreDrawnByAFewCellsAndShapes(FxRobot robot) {
        robot.interact(() -> view().report(SampleReports.large()));

        awaitThat(() -> {
            place(table(robot));
            assertThat(table(robot).getItems()).hasSize(10_000);
            assertThat(lookup(robot, ".table-row-cell").queryAll()).hasSizeLessThan(100);
            assertThat(lookup(robot, "#renewal-strip *").queryAll()).hasSizeLessThan(60);
            assertThat(shows(robot, "20 expired")).isTrue();
        });
    }

    @Test
    void tenThousandRowsAreGroupedAtOnce(FxRobot robot) {
        robot.interact(() -> view().report(SampleReports.large()));
        choose(robot, Grouping.By.ISSUER);

        check(() -> assertThat(table(robot).getItems()).hasSize(1));
        awaitThat(() -> {
            assertThat(shows(robot, "▸ R11 (10,000)")).isTrue();
            assertThat(shows(robot, "20 wrong")).isTrue();
        });
    }
}
