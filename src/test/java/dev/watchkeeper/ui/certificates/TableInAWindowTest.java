package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.place;
import static dev.watchkeeper.ui.OnScreen.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/// What only a real window system does: sorting by a header's click, a context menu.
@Tag("window")
@ExtendWith(ApplicationExtension.class)
final class TableInAWindowTest {
    private final CompletableFuture<CertificatesView> made = new CompletableFuture<>();

    private CertificatesView view() {
        return made.join();
    }

    @Start
    void start(Stage stage) {
        made.complete(
                ViewSample.of(new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC)));
        ViewStage.show(stage, view().node());
        view().report(SampleReports.outage());
    }

    private static TableView<LiveRow<String, Line>> table(FxRobot robot) {
        return lookup(robot, "#certificate-table").queryTableView();
    }

    @Test
    void sortingByAHeaderKeepsTheSelectedRow(FxRobot robot) {
        robot.interact(() -> table(robot).getSelectionModel().select(3));
        String before = read(() -> selected(robot));

        click(
                robot,
                () ->
                        lookup(robot, ".column-header .label")
                                .match((Label l) -> l.getText().equals("Endpoint"))
                                .tryQuery());

        awaitThat(() -> {
            assertThat(table(robot).getSortOrder()).isNotEmpty();
            assertThat(table(robot).getItems().getFirst().key())
                    .startsWith("ci.example.org:443 at");
            assertThat(selected(robot)).isEqualTo(before);
        });
    }

    private static String selected(FxRobot robot) {
        return table(robot).getSelectionModel().getSelectedItem().key();
    }

    @Test
    void theContextMenuCopiesTheRow(FxRobot robot) {
        Point2D row =
                read(() -> place(lookup(robot, "docs.example.org:443").query())).orElseThrow();
        robot.rightClickOn(row);
        click(robot, "#copy-csv");

        awaitThat(() ->
                assertThat(Clipboard.getSystemClipboard().getString())
                        .contains("\"docs.example.org:443\""));
    }
}
