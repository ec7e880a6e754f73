package dev.watchkeeper.ui.activity;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.ViewStage;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.FxThread;
import dev.watchkeeper.ui.fx.Jobs;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The screen of what was done.
@ExtendWith(ApplicationExtension.class)
final class ActivityViewTest {
    private final SampleRecord record = new SampleRecord();
    private final CompletableFuture<ActivityView> made = new CompletableFuture<>();

    private ActivityView view() {
        return made.join();
    }

    @Start
    void start(Stage stage) {
        made.complete(
                new ActivityView(
                        new Ages(InstantSource.fixed(SampleReports.NOW), ZoneOffset.UTC),
                        record,
                        new Jobs(),
                        new Background(new FxThread())));
        ViewStage.show(stage, view().node());
    }

    private static AuditEntry entry(long number, String text) {
        return new AuditEntry(
                number,
                SampleReports.NOW.minusSeconds(60 * number),
                AuditEntry.Kind.OUTCOME,
                "a" + number,
                "jana",
                "mount-silent/builder1:/mnt/build",
                text,
                "9c".repeat(32));
    }

    private void read(FxRobot robot, List<AuditEntry> now) {
        record.entries = now;
        robot.interact(view()::refresh);
        await(() -> table(robot).getItems().size() == now.size());
    }

    private static TableView<?> table(FxRobot robot) {
        return lookup(robot, "#audit-table").queryTableView();
    }

    @Test
    void hostileTextIsShownAsEscapesInTableAndDetails(FxRobot robot) {
        read(robot, List.of(entry(1, "fixed \u202egnihton\u202c")));
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        awaitThat(() -> {
            assertThat(lookup(robot, "#audit-entry .label").queryAllAs(Label.class))
                    .extracting(Label::getText)
                    .contains("fixed \\u{202e}gnihton\\u{202c}");
            assertThat(lookup(robot, "#audit-table .table-cell").<Node>queryAll()).isNotEmpty();
            assertThat(shows(robot, "\u202e")).isFalse();
        });
    }

    @Test
    void theSelectedEntryStaysSelectedWhenANewerOneComes(FxRobot robot) {
        read(robot, List.of(entry(1, "first")));
        robot.interact(() -> table(robot).getSelectionModel().select(0));
        read(robot, List.of(entry(2, "second"), entry(1, "first")));

        awaitThat(() -> {
            assertThat(table(robot).getSelectionModel().getSelectedIndices()).containsExactly(1);
            assertThat(shows(robot, "Entry 1")).isTrue();
        });
    }

    @Test
    void nothingDoneAndCouldNotReadAreTwoThings(FxRobot robot) {
        robot.interact(view()::refresh);
        await(() -> shows(robot, "Nothing was done yet"));

        record.broken = true;
        robot.interact(view()::refresh);
        await(() -> shows(robot, "Could not check"));
    }

    /// An audit record in memory.
    private static final class SampleRecord implements AuditLog {
        private volatile boolean broken;
        private volatile List<AuditEntry> entries = List.of();

        @Override
        public String intent(String subject, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void outcome(String action, String subject, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AuditEntry> newest(int limit) {
            if (broken) {
                throw new UncheckedIOException(new IOException("disk image is malformed"));
            }
            return entries;
        }

        @Override
        public AuditVerdict verify() {
            return new AuditVerdict.Intact(entries.size());
        }
    }
}
