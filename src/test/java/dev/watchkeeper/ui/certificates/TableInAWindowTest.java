package dev.watchkeeper.ui.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;

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
import org.testfx.util.WaitForAsyncUtils;

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
                new CertificatesView(
                        new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC)));
        ViewStage.show(stage, view().node());
        view().report(SampleReports.outage());
    }

    private static TableView<LiveRow<String, CertificateRow>> table(FxRobot robot) {
        return robot.lookup("#certificate-table").queryTableView();
    }

    @Test
    void sortingByAHeaderKeepsTheSelectedRow(FxRobot robot) throws Exception {
        robot.interact(() -> table(robot).getSelectionModel().select(3));
        String before = table(robot).getSelectionModel().getSelectedItem().key();
        WaitForAsyncUtils.waitForFxEvents();

        robot.clickOn(
                robot.lookup(".column-header .label")
                        .match((Label l) -> l.getText().equals("Endpoint"))
                        .<Label>query());

        ViewStage.await(() -> !table(robot).getSortOrder().isEmpty());
        assertThat(table(robot).getItems().getFirst().now().target().endpoint().id())
                .isEqualTo("ci.example.org:443");
        assertThat(table(robot).getSelectionModel().getSelectedItem().key()).isEqualTo(before);
    }

    @Test
    void theContextMenuCopiesTheRow(FxRobot robot) throws Exception {
        robot.rightClickOn("docs.example.org:443");
        robot.clickOn("#copy-csv");

        ViewStage.await(() ->
                WaitForAsyncUtils.asyncFx(
                                () -> {
                                    String s = Clipboard.getSystemClipboard().getString();
                                    return s != null && s.contains("\"docs.example.org:443\"");
                                })
                        .get());
    }
}
