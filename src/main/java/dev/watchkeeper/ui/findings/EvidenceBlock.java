package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.ZoneOffset;

/// One piece of evidence: what was looked at, by whom, when, and the raw text.
final class EvidenceBlock extends VBox {
    private static final int LONGEST = 6_000;

    EvidenceBlock(Evidence evidence, Ages ages) {
        getStyleClass().add("evidence");
        Label what = Layouts.wrapped(evidence.what(), "strong");
        Label source = Layouts.label(evidence.source(), "muted", "small");
        AgeLabel age = new AgeLabel(ages).show(evidence.at());
        age.getStyleClass().add("small");
        var copy = Clip.button("Copy", () -> copied(evidence));
        copy.setAccessibleText("Copy evidence: " + evidence.what());
        getChildren()
                .add(
                        Layouts.row(
                                "line",
                                Layouts.growing(
                                        Layouts.column(
                                                "host-words",
                                                what,
                                                Layouts.row("line", source, age))),
                                copy));
        if (!evidence.text().isBlank()) {
            Label raw =
                    Layouts.wrapped(
                            VisibleText.cappedLines(evidence.text(), LONGEST), "mono", "raw");
            raw.setMaxWidth(Double.MAX_VALUE);
            getChildren().add(raw);
        }
    }

    /// With its source and its time in UTC, as an export needs them.
    private static String copied(Evidence evidence) {
        return "# %s · %s · %s%n%s%n"
                .formatted(
                        evidence.what(),
                        evidence.source(),
                        evidence.at().atOffset(ZoneOffset.UTC),
                        evidence.text());
    }
}
