package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything known of one finding: what it is, what fixes it, and did it; then why, and on what
/// evidence. The fix comes before what can be long, so that it is in sight at once.
final class EvidencePane extends ScrollPane {
    private final Ages ages;
    private final Consumer<FindingKey> open;
    private final FixSection fix;
    private final KeySection keys;
    private final VBox sections = Layouts.column("sections");
    private Optional<Shown> shown = Optional.empty();

    /// @param gone whether the finding is in the report no more
    private record Shown(Finding finding, Instant since, boolean gone, List<Finding> symptoms) {}

    EvidencePane(Ages ages, FixSection fix, KeySection keys, Consumer<FindingKey> open) {
        this.ages = ages;
        this.fix = fix;
        this.keys = keys;
        this.open = open;
        setContent(sections);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("plain-scroll", "evidence-pane");
        setId("evidence");
        setAccessibleText("Evidence, cause and fix of the selected finding");
    }

    /// Shows a finding as a report has it. A finding that is gone stays, and says that it is gone.
    void show(FindingKey key, Report report) {
        report.finding(key).ifPresentOrElse(f -> showOpen(f, report), () -> showGone(key, report));
    }

    private void showOpen(Finding finding, Report report) {
        Instant since =
                Optional.ofNullable(report.since().get(finding.key()))
                        .orElse(finding.statement().observedAt());
        draw(new Shown(finding, since, false, report.symptomsOf(finding.key())), report);
    }

    private void showGone(FindingKey key, Report report) {
        shown.filter(s -> s.finding().key().equals(key))
                .ifPresent(s -> draw(new Shown(s.finding(), s.since(), true, List.of()), report));
    }

    void clear() {
        shown = Optional.empty();
        sections.getChildren().clear();
    }

    private void draw(Shown now, Report report) {
        fix.show(now.finding(), report, now.gone());
        if (shown.equals(Optional.of(now))) {
            return;
        }
        boolean other = shown.filter(s -> s.finding().key().equals(now.finding().key())).isEmpty();
        shown = Optional.of(now);
        List<Node> nodes = new ArrayList<>();
        nodes.add(what(now));
        keys.of(now.finding())
                .filter(n -> !now.gone())
                .ifPresent(n -> nodes.add(section("Host key", n)));
        nodes.add(fix);
        if (now.finding() instanceof Finding.RunFinding run && !run.chains().isEmpty()) {
            nodes.add(section("What they wait for", chains(run)));
        }
        nodes.add(section("Evidence", evidence(now.finding())));
        Subjects.of(now.finding()).ifPresent(n -> nodes.add(section("Processes concerned", n)));
        if (CauseChain.tells(now.finding(), report)) {
            nodes.add(section("Likely cause", new CauseChain(now.finding(), report, open)));
        }
        sections.getChildren().setAll(nodes);
        if (other) {
            setVvalue(0);
        }
    }

    private Node what(Shown now) {
        var statement = now.finding().statement();
        Mark mark = now.gone() ? Mark.OK : Mark.of(statement.severity().label());
        Badge badge = new Badge(mark);
        if (now.gone()) {
            badge.show(mark, "gone, no longer observed");
        }
        AgeLabel since =
                new AgeLabel(ages).as(at -> "seen for " + ages.age(at) + " · " + ages.absolute(at));
        AgeLabel seen = new AgeLabel(ages).as(at -> "observed " + ages.relative(at));
        var key = Layouts.label(statement.key().value(), "mono", "small", "muted");
        var copy = Clip.button("Copy key", statement.key()::value);
        VBox box =
                Layouts.column(
                        "what",
                        Layouts.row("line", badge, since.show(now.since())),
                        Layouts.wrapped(statement.title(), "finding-title"));
        if (!statement.impact().isBlank()) {
            box.getChildren().add(Layouts.wrapped(statement.impact()));
        }
        box.getChildren()
                .add(
                        Layouts.row(
                                "line",
                                key,
                                copy,
                                Layouts.spacer(),
                                seen.show(statement.observedAt())));
        return box;
    }

    private Node chains(Finding.RunFinding run) {
        VBox all = Layouts.column("evidences");
        run.chains().forEach(c -> all.getChildren().add(new ChainPicture(c, ages)));
        return all;
    }

    private Node evidence(Finding finding) {
        VBox all = Layouts.column("evidences");
        finding.statement()
                .evidence()
                .forEach(e -> all.getChildren().add(new EvidenceBlock(e, ages)));
        return all;
    }

    static Node section(String title, Node content) {
        return Layouts.column("section", Layouts.label(title, "section-title"), content);
    }
}
