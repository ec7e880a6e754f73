package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What can be done about the selected processes: the remedy of the finding that holds them all.
final class ProcessActions extends HBox {
    private final Remedies remedies;
    private final Label words = Layouts.label("", "muted");
    private final Button end = new Button();
    private Optional<FindingKey> target = Optional.empty();

    ProcessActions(Remedies remedies, Consumer<FindingKey> open) {
        this.remedies = remedies;
        getStyleClass().add("line");
        end.setId("end-processes");
        end.getStyleClass().add("small");
        end.setMinWidth(USE_PREF_SIZE);
        end.setOnAction(e -> target.ifPresent(open));
        getChildren().addAll(Layouts.growing(words), end);
        offer(List.of(), Optional.empty());
    }

    void show(List<ProcessRow> selected, Report report) {
        var keys = selected.stream().map(ProcessRow::key).toList();
        Optional<Finding> holding =
                Blame.holdingAll(report, keys).stream()
                        .filter(f -> !remedies.plansFor(f, report).isEmpty())
                        .findFirst();
        offer(selected, holding);
    }

    private void offer(List<ProcessRow> selected, Optional<Finding> finding) {
        target = finding.map(Finding::key);
        end.setVisible(finding.isPresent());
        int held = finding.map(ProcessActions::size).orElse(0);
        end.setText("End " + held + (held == 1 ? " process…" : " processes…"));
        words.setText(words(selected, finding));
    }

    private static int size(Finding finding) {
        return finding instanceof Finding.ProcessFinding f ? f.processes().size() : 0;
    }

    private static String words(List<ProcessRow> selected, Optional<Finding> finding) {
        if (selected.isEmpty()) {
            return "Select processes to see what can be done about them.";
        }
        String count =
                selected.size() == 1
                        ? "1 process selected"
                        : selected.size() + " processes selected";
        return finding.map(f -> count + ", part of: " + f.statement().title())
                .orElse(count + "; no finding with a fix holds them");
    }
}
