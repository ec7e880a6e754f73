package dev.watchkeeper.ui.shell;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.supervision.SampleScreen;
import dev.watchkeeper.ui.supervision.SampleSupervision;

import javafx.animation.PauseTransition;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.util.Duration;

/// The pictures of the supervision's screen.
final class SupervisionPictures {
    private SupervisionPictures() {}

    static void all(Pictures to, ColorScheme scheme) throws Exception {
        to.draw("supervision", scheme, SampleSupervision.outage(), w -> w.goTo("supervision"));
        to.draw("supervision-gap", scheme, SampleSupervision.outage(), w -> open(w, 1));
        to.draw("supervision-well", scheme, SampleSupervision.well(), w -> w.goTo("supervision"));
        to.draw(
                "supervision-several",
                scheme,
                SampleSupervision.several(),
                w -> w.goTo("supervision"));
        to.draw("supervision-large", scheme, SampleSupervision.large(), w -> w.goTo("supervision"));
        to.draw("supervision-hostile", scheme, SampleSupervision.hostile(), w -> open(w, 5));
        to.draw(
                "supervision-unasked",
                scheme,
                SampleSupervision.unasked(),
                w -> w.goTo("supervision"));
        to.draw(
                "supervision-unanswered",
                scheme,
                SampleSupervision.unanswered(),
                w -> w.goTo("supervision"));
        drawHours(to, scheme);
        to.draw("supervision-none", scheme, SampleReports.healthy(), w -> w.goTo("supervision"));
    }

    private static void drawHours(Pictures to, ColorScheme scheme) throws Exception {
        to.drawView(
                "supervision-hours",
                scheme,
                () -> SampleScreen.hours(SampleSupervision.outage(), 0),
                s -> {});
        to.drawView(
                "supervision-hours-large",
                scheme,
                () -> SampleScreen.hours(SampleSupervision.large(), 10_000),
                s -> {});
        to.drawView(
                "supervision-drill",
                scheme,
                () -> SampleScreen.hours(SampleSupervision.outage(), 0),
                SupervisionPictures::drill);
    }

    /// Asks for a drill once its button is there.
    private static void drill(Scene scene) {
        var fire = new PauseTransition(Duration.millis(500));
        fire.setOnFinished(e -> {
            ((Button) scene.lookup("#drill-nagios")).fire();
            ((Button) scene.lookup("#drill-start")).fire();
        });
        fire.play();
    }

    /// Selects a row once it is there.
    private static void open(ConsoleWindow window, int row) {
        window.goTo("supervision");
        var rows = (TableView<?>) window.scene().lookup("#coverage-table");
        rows.getItems()
                .addListener((javafx.beans.Observable o) -> {
                    if (!rows.getItems().isEmpty() && rows.getSelectionModel().isEmpty()) {
                        javafx.application.Platform.runLater(
                                () -> rows.getSelectionModel().select(row));
                    }
                });
    }
}
