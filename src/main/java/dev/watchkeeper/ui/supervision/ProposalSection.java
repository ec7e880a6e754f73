package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.coverage.Proposal;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/// What would close a gap: the exact text, to copy or to install.
final class ProposalSection extends VBox {
    private static final int LONGEST = 20_000;

    private final Remedies remedies;
    private final Background background;
    private final Label title = Layouts.wrapped("", "section-title");
    private final Label text = Layouts.wrapped("", "mono", "command");
    private final Label why = Layouts.wrapped("", "muted");
    private final Button copy = Clip.button("Copy", text::getText);
    private final Button install = new Button("Install…");
    private Optional<CoverageLine> wanted = Optional.empty();
    private Optional<Closing> shown = Optional.empty();

    /// @param openFinding opens the finding that has the plan
    ProposalSection(Remedies remedies, Background background, Consumer<FindingKey> openFinding) {
        this.remedies = remedies;
        this.background = background;
        getStyleClass().addAll("section", "fix");
        setId("proposal");
        text.setId("proposal-text");
        text.setMaxWidth(Double.MAX_VALUE);
        title.setMaxWidth(Double.MAX_VALUE);
        install.setId("install");
        install.getStyleClass().add("accent");
        install.setMinWidth(USE_PREF_SIZE);
        install.setOnAction(e -> shown.ifPresent(c -> openFinding.accept(c.finding())));
        // The text is long, and what can be done with it must be in sight.
        getChildren().addAll(Layouts.row("line", Layouts.growing(title), copy, install), why, text);
        say("What would close it is being worked out.");
    }

    /// Works it out on a thread of its own; what was shown of the same row stays meanwhile.
    void show(CoverageLine line, Report report) {
        boolean other = wanted.filter(w -> w.key().equals(line.key())).isEmpty();
        wanted = Optional.of(line);
        if (other) {
            say("What would close it is being worked out.");
        }
        if (line.row().isCovered()) {
            return;
        }
        background.run(
                () -> Closing.of(line.row(), report, remedies),
                c -> {
                    if (wanted.equals(Optional.of(line))) {
                        show(c);
                    }
                },
                fault -> say("What would close it could not be worked out: " + fault));
    }

    private void say(String words) {
        shown = Optional.empty();
        title.setText("What closes it");
        why.setText(words);
        set(false);
    }

    private void show(Closing closing) {
        if (shown.equals(Optional.of(closing))) {
            return;
        }
        Optional<Proposal> proposal = closing.proposal();
        if (proposal.isEmpty()) {
            say("No further check closes it: mend those that there are.");
            return;
        }
        shown = Optional.of(closing);
        title.setText("What closes it, for " + Shown.of(proposal.get().supervision().name()));
        text.setText(VisibleText.cappedLines(proposal.get().text().strip(), LONGEST));
        why.setText(closing.byHand().orElse("The plan is shown first; nothing runs before that."));
        set(true);
        install.setDisable(closing.byHand().isPresent());
    }

    private void set(boolean visible) {
        boolean some = visible && !text.getText().isEmpty();
        text.setVisible(some);
        text.setManaged(some);
        copy.setVisible(some);
        install.setVisible(visible);
        install.setDisable(!visible);
    }
}
