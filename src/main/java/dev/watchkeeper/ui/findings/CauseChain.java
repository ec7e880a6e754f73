package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The likely cause: from the root down to this finding, then its symptoms.
final class CauseChain extends VBox {
    private static final int MOST = 12;
    private static final double INDENT = 18;

    CauseChain(Finding finding, Report report, Consumer<FindingKey> open) {
        getStyleClass().add("chain");
        List<Finding> path = path(finding, report);
        int depth = 0;
        for (Finding f : path) {
            getChildren().add(link(f, depth++, f.key().equals(finding.key()), open));
        }
        List<Finding> symptoms = report.symptomsOf(finding.key());
        for (Finding symptom : symptoms.stream().limit(MOST).toList()) {
            getChildren().add(link(symptom, depth, false, open));
        }
        if (symptoms.size() > MOST) {
            getChildren().add(Layouts.label("and " + (symptoms.size() - MOST) + " more", "muted"));
        }
    }

    /// Whether there is anything to tell.
    static boolean tells(Finding finding, Report report) {
        return finding.statement().cause().isPresent()
                || !report.symptomsOf(finding.key()).isEmpty();
    }

    private static List<Finding> path(Finding finding, Report report) {
        Deque<Finding> path = new ArrayDeque<>(List.of(finding));
        Optional<FindingKey> cause = finding.statement().cause();
        while (cause.isPresent() && path.size() < MOST) {
            Optional<Finding> next = report.finding(cause.get());
            next.ifPresent(path::addFirst);
            cause = next.flatMap(f -> f.statement().cause());
        }
        return new ArrayList<>(path);
    }

    private static Node link(Finding finding, int depth, boolean here, Consumer<FindingKey> open) {
        var shape = new MarkShape(Mark.of(finding.severity().label()), 12);
        String title = finding.statement().title();
        Node text;
        if (here) {
            text = Layouts.wrapped(title, "strong");
        } else {
            Hyperlink go = new Hyperlink(title);
            go.setWrapText(true);
            go.setOnAction(e -> open.accept(finding.key()));
            text = go;
        }
        var row = Layouts.row("line", Layouts.label(depth == 0 ? "" : "└", "muted"), shape, text);
        row.setPadding(new Insets(0, 0, 0, Math.max(0, depth - 1) * INDENT));
        return row;
    }
}
