package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.OutputBuffer;
import dev.watchkeeper.ui.fx.OutputPane;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.controlsfx.control.PopOver;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One piece of evidence: what was looked at, by whom, when, and the raw text.
final class EvidenceBlock extends VBox {
    private static final int LONGEST = 6_000;
    private static final int MOST_LINES = 30;

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
            raw(VisibleText.lines(evidence.text()));
        }
    }

    private void raw(String text) {
        List<String> lines = text.lines().toList();
        String first = lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
        Label raw = Layouts.wrapped(VisibleText.cappedLines(first, LONGEST), "mono", "raw");
        raw.setMaxWidth(Double.MAX_VALUE);
        getChildren().add(raw);
        if (lines.size() > MOST_LINES || first.length() > LONGEST) {
            Button all = new Button("All %,d lines…".formatted(lines.size()));
            all.getStyleClass().addAll("small", "whole-evidence");
            all.setOnAction(e -> showAll(all, lines));
            getChildren().add(all);
        }
    }

    /// The whole text, to be searched, copied and saved.
    private static void showAll(Button owner, List<String> lines) {
        OutputBuffer buffer = new OutputBuffer(Runnable::run, Math.max(1, lines.size()));
        lines.forEach(buffer::line);
        OutputPane pane = new OutputPane(buffer, Map.of());
        pane.getStyleClass().add("whole-output");
        PopOver popOver = new PopOver(pane);
        popOver.setTitle("Evidence");
        popOver.setHeaderAlwaysVisible(true);
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        popOver.show(owner);
    }

    /// With its source and its time in UTC, as an export needs them.
    private static String copied(Evidence evidence) {
        return "# %s · %s · %s%n%s%n"
                .formatted(
                        evidence.what(),
                        evidence.source(),
                        evidence.at().atOffset(ZoneOffset.UTC),
                        VisibleText.lines(evidence.text()));
    }
}
