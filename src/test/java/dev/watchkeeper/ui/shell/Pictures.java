package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.SampleHostKeys;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleRuns;
import dev.watchkeeper.ui.SampleServices;
import dev.watchkeeper.ui.automation.SampleSchedules;
import dev.watchkeeper.ui.certificates.SampleCertificates;
import dev.watchkeeper.ui.fx.Theme;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

/// Draws the window into PNG files, to be looked at: `Pictures FOLDER [NAME]…`; without names all
/// of them.
public final class Pictures {
    private final Path folder;
    private final List<String> names;

    private Pictures(Path folder, List<String> names) {
        this.folder = folder;
        this.names = names;
    }

    public static void main(String[] args) throws Exception {
        var pictures =
                new Pictures(
                        Files.createDirectories(Path.of(args[0])),
                        List.of(args).subList(1, args.length));
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        for (ColorScheme scheme : ColorScheme.values()) {
            pictures.all(scheme);
        }
        Platform.exit();
    }

    private void all(ColorScheme scheme) throws Exception {
        Report outage = SampleReports.outage();
        draw("overview", scheme, outage, w -> {});
        draw("overview-healthy", scheme, SampleReports.healthy(), w -> {});
        draw("overview-unasked", scheme, SampleReports.unasked(), w -> {});
        draw("overview-large", scheme, SampleReports.large(), w -> {});
        draw("findings", scheme, outage, w -> w.open(SampleReports.EXPIRED));
        draw("findings-runs", scheme, SampleReports.stuckRuns(), w -> w.open(SampleReports.RUNS));
        draw("findings-mount", scheme, outage, w -> w.open(SampleReports.MOUNT));
        draw("findings-pile-up", scheme, outage, w -> w.open(SampleReports.PILE_UP));
        draw("certificates", scheme, outage, w -> w.goTo("certificates"));
        draw("certificates-large", scheme, SampleReports.large(), w -> w.goTo("certificates"));
        draw("certificate", scheme, outage, w -> selectFirst(w, "#certificate-table"));
        certificates(scheme);
        draw("builders", scheme, outage, w -> w.goTo("builders"));
        draw("processes", scheme, outage, w -> w.screens().openBuilders(1));
        draw("mounts", scheme, outage, w -> w.screens().openBuilders(2));
        automation(scheme, outage);
        SupervisionPictures.all(this, scheme);
        SourcePictures.all(this, scheme);
        draw("activity", scheme, outage, w -> w.goTo("activity"));
        draw("preview", scheme, outage, w -> preview(w));
        draw("palette", scheme, outage, ConsoleWindow::palette);
        draw("first-run", scheme, SampleReports.nothing(), w -> {});
        draw("closing", scheme, outage, Pictures::closing);
        draw(
                "failure",
                scheme,
                outage,
                w ->
                        w.failures()
                                .show(
                                        "The key of builder9 could not be stored:"
                                            + " /home/a/.config/watchkeeper/known_hosts: permission"
                                            + " denied"));
        hostKeys(scheme);
        draw("keys", scheme, outage, ConsoleWindow::keys);
    }

    private void certificates(ColorScheme scheme) throws Exception {
        Report renewals = SampleCertificates.renewals();
        draw("certificates-renewals", scheme, renewals, w -> w.goTo("certificates"));
        draw(
                "certificate-hops",
                scheme,
                renewals,
                w -> {
                    w.goTo("certificates");
                    var rows = (TableView<?>) w.scene().lookup("#certificate-table");
                    rows.getSelectionModel().select(3);
                });
        draw(
                "certificate-hops-below",
                scheme,
                renewals,
                w -> {
                    w.goTo("certificates");
                    var rows = (TableView<?>) w.scene().lookup("#certificate-table");
                    rows.getSelectionModel().select(3);
                    w.scene().getRoot().applyCss();
                    w.scene().getRoot().layout();
                    ((ScrollPane) w.scene().lookup("#chain")).setVvalue(0.4);
                });
        draw(
                "certificates-grouped",
                scheme,
                SampleReports.outage(),
                w -> {
                    w.goTo("certificates");
                    var box = (ComboBox<?>) w.scene().lookup("#group-choice");
                    box.getSelectionModel().select(2);
                });
    }

    private void automation(ColorScheme scheme, Report outage) throws Exception {
        draw("automation", scheme, SampleReports.stuckRuns(), w -> selectRun(w, 0));
        draw("automation-wide", scheme, SampleRuns.wide(300), w -> selectRun(w, 0));
        draw("automation-many", scheme, SampleRuns.many(10_000), w -> w.goTo("automation"));
        draw("automation-outdated", scheme, SampleRuns.outdated(), w -> selectRun(w, 0));
        draw("automation-none", scheme, SampleReports.healthy(), w -> w.goTo("automation"));
        draw("automation-unasked", scheme, SampleReports.unasked(), w -> w.goTo("automation"));
        draw("automation-unanswered", scheme, SampleRuns.unanswered(), w -> w.goTo("automation"));
        drawView("automation-schedules", scheme, () -> SampleSchedules.view(outage, 0).node());
        drawView(
                "automation-schedules-many",
                scheme,
                () -> SampleSchedules.view(outage, 2_500).node());
    }

    private void hostKeys(ColorScheme scheme) throws Exception {
        for (HostKeyProblem.Kind kind : HostKeyProblem.Kind.values()) {
            String name = "host-key-" + kind.name().toLowerCase(java.util.Locale.ROOT);
            draw(name, scheme, refused(kind), w -> w.goTo("findings"));
        }
        draw("host-key-dialog", scheme, refused(HostKeyProblem.Kind.UNKNOWN), Pictures::acceptKey);
    }

    private static void selectRun(ConsoleWindow window, int row) {
        window.goTo("automation");
        var rows = (javafx.scene.control.TableView<?>) window.scene().lookup("#run-table");
        rows.getSelectionModel().select(row);
    }

    private static void selectFirst(ConsoleWindow window, String table) {
        window.goTo("certificates");
        var rows = (javafx.scene.control.TableView<?>) window.scene().lookup(table);
        rows.getSelectionModel().select(0);
    }

    private static void closing(ConsoleWindow window) {
        preview(window);
        var scene = window.scene();
        ((javafx.scene.control.TextField) scene.lookup("#typed-confirmation")).setText("ant-queen");
        ((javafx.scene.control.Button) scene.lookup("#preview-run")).fire();
        javafx.event.Event.fireEvent(
                scene.getWindow(),
                new javafx.stage.WindowEvent(
                        scene.getWindow(), javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private static Report refused(HostKeyProblem.Kind kind) {
        return SampleHostKeys.report(
                kind,
                "SHA256:3yPDZx7Jt1b0mJ1FsfB5YqkW3mC9Yb7o8yVh2lQnD4E",
                "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8");
    }

    private static void acceptKey(ConsoleWindow window) {
        window.open(FindingKey.of(FindingKind.HOST_KEY_UNKNOWN, "builder9"));
        window.scene().getRoot().applyCss();
        ((javafx.scene.control.Button) window.scene().lookup("#accept-key")).fire();
    }

    private static void preview(ConsoleWindow window) {
        window.open(SampleReports.PILE_UP);
        window.scene().getRoot().applyCss();
        ((javafx.scene.control.Button) window.scene().lookup("#preview-fix")).fire();
    }

    /// Shows a window for a report, changes it, and writes what it looks like.
    void draw(String name, ColorScheme scheme, Report report, Consumer<ConsoleWindow> change)
            throws Exception {
        if (!names.isEmpty() && !names.contains(name)) {
            return;
        }
        var world = new SampleServices(report);
        CompletableFuture<ConsoleWindow> shown = new CompletableFuture<>();
        Stage[] stage = new Stage[1];
        Platform.runLater(() -> {
            stage[0] = new Stage();
            var window = new ConsoleWindow(world.services(Optional.of("DEMO")));
            window.theme().choose(scheme);
            window.show(stage[0]);
            change.accept(window);
            shown.complete(window);
        });
        ConsoleWindow window = shown.get(30, TimeUnit.SECONDS);
        pulses(name.startsWith("supervision") ? 60 : 6);
        CompletableFuture<WritableImage> image = new CompletableFuture<>();
        Platform.runLater(() -> {
            image.complete(window.scene().snapshot(null));
            stage[0].close();
        });
        write(
                image.get(30, TimeUnit.SECONDS),
                name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
    }

    private void drawView(String name, ColorScheme scheme, Supplier<Parent> view) throws Exception {
        drawView(
                name,
                scheme,
                view,
                s -> ((TableView<?>) s.lookup("#schedule-table")).getSelectionModel().select(0));
    }

    /// Shows one screen alone.
    void drawView(String name, ColorScheme scheme, Supplier<Parent> view, Consumer<Scene> change)
            throws Exception {
        if (!names.isEmpty() && !names.contains(name)) {
            return;
        }
        CompletableFuture<Stage> shown = new CompletableFuture<>();
        Platform.runLater(() -> {
            var stage = new Stage();
            var theme = new Theme();
            theme.choose(scheme);
            stage.setScene(new Scene(view.get(), 1090, 700));
            theme.dress(stage.getScene());
            stage.show();
            change.accept(stage.getScene());
            shown.complete(stage);
        });
        Stage stage = shown.get(30, TimeUnit.SECONDS);
        pulses(name.startsWith("supervision") ? 120 : 6);
        CompletableFuture<WritableImage> image = new CompletableFuture<>();
        Platform.runLater(() -> {
            image.complete(stage.getScene().snapshot(null));
            stage.close();
        });
        write(
                image.get(30, TimeUnit.SECONDS),
                name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static void pulses(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            CompletableFuture<Boolean> pulse = new CompletableFuture<>();
            Platform.runLater(() ->
                    new javafx.animation.AnimationTimer() {
                        @Override
                        public void handle(long now) {
                            stop();
                            pulse.complete(true);
                        }
                    }.start());
            pulse.get(30, TimeUnit.SECONDS);
        }
    }

    private void write(WritableImage image, String name) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        PixelReader reader = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.setRGB(x, y, reader.getArgb(x, y));
            }
        }
        try {
            ImageIO.write(out, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
