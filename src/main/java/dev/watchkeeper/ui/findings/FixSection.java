package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.ui.fx.Job;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What can be done about a finding, the run that is under way, and what came of the last one.
final class FixSection extends VBox {
    /// As many steps of a plan as are told; the preview has them all.
    private static final int STEPS = 5;

    private final FixFlow flow;
    private final Consumer<FindingKey> checkAgain;
    private final Function<Job, Node> panels;
    private Optional<Shown> shown = Optional.empty();

    private record Shown(
            FindingKey key,
            List<RemedyPlan> plans,
            Optional<Job> job,
            boolean running,
            boolean gone) {}

    /// @param panels shows a job
    /// @param checkAgain observes the finding's target again
    FixSection(FixFlow flow, Function<Job, Node> panels, Consumer<FindingKey> checkAgain) {
        this.flow = flow;
        this.panels = panels;
        this.checkAgain = checkAgain;
        getStyleClass().addAll("section", "fix");
        setId("fix");
    }

    void show(Finding finding, Report report, boolean gone) {
        List<RemedyPlan> plans = gone ? List.of() : flow.plansFor(finding, report);
        Optional<Job> job = flow.newestOf(finding.key().value());
        boolean running = job.filter(Job::isRunning).isPresent();
        Shown now = new Shown(finding.key(), plans, job, running, gone);
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
            draw(now);
        }
    }

    private void draw(Shown now) {
        getChildren().setAll(Layouts.label("Fix", "section-title"));
        if (!now.running()) {
            plans(now);
        }
        now.job()
                .ifPresent(job ->
                        getChildren().add(EvidencePane.section("Verify", panels.apply(job))));
    }

    private static String byHand(FindingKey key) {
        return key.value().startsWith(FindingKind.HOST_KEY_UNKNOWN.label() + "/")
                ? "Compare the fingerprint with the host's own, and accept the key above."
                : "Nothing that this console could run ends it. Mend it by hand, then check again.";
    }

    private void plans(Shown now) {
        boolean main = true;
        for (RemedyPlan plan : now.plans()) {
            getChildren().add(plan(plan, main));
            main = false;
        }
        if (now.plans().isEmpty() && !now.gone()) {
            getChildren().add(Layouts.wrapped(byHand(now.key()), "muted"));
        }
        Button again = new Button("Check again");
        again.setId("check-again");
        again.getStyleClass().addAll("small");
        again.setOnAction(e -> checkAgain.accept(now.key()));
        getChildren().add(Layouts.row("line", again));
    }

    private Node plan(RemedyPlan plan, boolean main) {
        Button preview = new Button(main ? "Preview fix…" : "Preview…");
        preview.setId(main ? "preview-fix" : "preview-other");
        preview.getStyleClass().add(main ? "accent" : "small");
        preview.setMinWidth(USE_PREF_SIZE);
        preview.setAccessibleText("Preview: " + plan.question());
        preview.setOnAction(e -> flow.preview(plan));
        VBox words = Layouts.column("host-words", Layouts.wrapped(plan.question(), "strong"));
        plan.steps().stream()
                .limit(STEPS)
                .forEach(s ->
                        words.getChildren()
                                .add(Layouts.wrapped(s.host() + ": " + s.purpose(), "muted")));
        int more = plan.steps().size() - STEPS;
        if (more > 0) {
            words.getChildren()
                    .add(
                            Layouts.wrapped(
                                    "and %d more steps, in the preview".formatted(more), "muted"));
        }
        return Layouts.row("plan", Layouts.growing(words), preview);
    }
}
