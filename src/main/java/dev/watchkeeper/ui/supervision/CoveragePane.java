package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.coverage.Cover;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;
import dev.watchkeeper.ui.fx.Spans;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What checks the selected endpoint or host, what is missing, and what would close it.
final class CoveragePane extends ScrollPane {
    private static final int LONGEST = 1_000;
    private static final int MOST = 20;

    private final VBox body = Layouts.column("detail");
    private final ProposalSection proposal;
    private Optional<CoverageLine> shown = Optional.empty();

    CoveragePane(ProposalSection proposal) {
        this.proposal = proposal;
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setId("coverage-detail");
        getStyleClass().addAll("plain-scroll", "side");
        setAccessibleText("Details of the selected endpoint or host");
    }

    void show(CoverageLine line, Report report) {
        if (!shown.equals(Optional.of(line))) {
            boolean other = shown.filter(s -> s.key().equals(line.key())).isEmpty();
            shown = Optional.of(line);
            draw(line);
            if (other) {
                setVvalue(0);
            }
        }
        proposal.show(line, report);
    }

    private void draw(CoverageLine line) {
        var badge = new Badge(line.verdict().mark());
        badge.show(line.verdict().mark(), line.verdict().word());
        body.getChildren().setAll(Layouts.wrapped(line.id(), "detail-title"), badge);
        CoverageRow row = line.row();
        if (!row.isCovered()) {
            body.getChildren().add(gaps(line));
            body.getChildren().add(proposal);
        }
        body.getChildren().add(section("What checks it", covers(row.covers())));
    }

    private static Node gaps(CoverageLine line) {
        VBox gaps = Layouts.column("what");
        line.row()
                .gaps()
                .forEach(g ->
                        gaps.getChildren()
                                .add(
                                        Layouts.row(
                                                "line-top",
                                                new MarkShape(line.verdict().mark(), 13),
                                                Layouts.growing(
                                                        Layouts.wrapped(Shown.of(g.text()))))));
        return section("What is missing", gaps);
    }

    private static Node covers(List<Cover> covers) {
        if (covers.isEmpty()) {
            return Layouts.wrapped("No check of any supervision speaks of it.", "muted");
        }
        VBox all = Layouts.column("evidences");
        covers.stream().limit(MOST).map(CoveragePane::cover).forEach(all.getChildren()::add);
        if (covers.size() > MOST) {
            all.getChildren()
                    .add(
                            Layouts.label(
                                    "and %,d more checks".formatted(covers.size() - MOST),
                                    "muted"));
        }
        return all;
    }

    private static Node cover(Cover cover) {
        Check check = cover.check();
        Mark mark = state(check.result().state());
        VBox text =
                Layouts.column(
                        "evidence",
                        Layouts.row(
                                "line-top",
                                new MarkShape(mark, 13),
                                Layouts.growing(Layouts.wrapped(Shown.of(check.id()), "strong"))),
                        Layouts.wrapped(words(cover), "muted"));
        add(text, check.scope().command(), "mono", "raw");
        add(text, check.result().output(), "mono", "raw");
        return text;
    }

    private static void add(VBox box, String text, String... styles) {
        if (!text.isBlank()) {
            var label = Layouts.wrapped(VisibleText.cappedLines(text, LONGEST), styles);
            label.setMaxWidth(Double.MAX_VALUE);
            box.getChildren().add(label);
        }
    }

    /// What it would notice, and who would hear of it.
    private static String words(Cover cover) {
        Check check = cover.check();
        var words = new ArrayList<String>();
        words.add(Shown.of(cover.supervision().name()));
        words.add(what(check.scope()));
        words.add(check.result().state().name());
        if (check.timing().every().isPositive()) {
            words.add("every " + Spans.words(check.timing().every()));
        }
        words.add(
                cover.muted()
                        .map(m -> "nobody would hear of it: " + Shown.of(m))
                        .orElse(
                                "tells "
                                        + Shown.of(String.join(", ", check.telling().contacts()))));
        return String.join(" · ", words);
    }

    private static String what(Scope scope) {
        String what =
                switch (scope.what()) {
                    case TLS_EXPIRY -> "when the certificate ends";
                    case TLS -> "whether TLS is negotiated";
                    case PORT -> "whether the port is open";
                    case ALIVE -> "whether the machine answers";
                    case INSIDE -> "the inside of the machine";
                    case OTHER -> "something else";
                };
        String warning = scope.warning().map(w -> ", warns with " + Spans.words(w)).orElse("");
        String critical = scope.critical().map(c -> ", critical with " + Spans.words(c)).orElse("");
        return what + warning + critical;
    }

    static Mark state(Check.State state) {
        return switch (state) {
            case OK -> Mark.OK;
            case WARNING -> Mark.MEDIUM;
            case CRITICAL -> Mark.CRITICAL;
            case UNKNOWN, PENDING -> Mark.UNKNOWN;
        };
    }

    static Node section(String title, Node content) {
        return Layouts.column("section", Layouts.label(title, "section-title"), content);
    }
}
