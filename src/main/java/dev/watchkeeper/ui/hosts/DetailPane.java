package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Retry;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything about the selected row: what is wrong with it, worst first, then every field.
final class DetailPane extends ScrollPane {
    private final Ages ages;
    private final Consumer<FindingKey> open;
    private final VBox body = Layouts.column("detail");
    private Optional<Detail> shown = Optional.empty();

    DetailPane(Ages ages, Consumer<FindingKey> open) {
        this.ages = ages;
        this.open = open;
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().addAll("plain-scroll", "side", "host-detail");
        setAccessibleText("Details of the selected row");
    }

    void show(Detail detail) {
        if (shown.equals(Optional.of(detail))) {
            return;
        }
        boolean other = shown.filter(d -> d.title().equals(detail.title())).isEmpty();
        shown = Optional.of(detail);
        draw(detail);
        if (other) {
            setVvalue(0);
        }
    }

    private void draw(Detail detail) {
        Badge badge = new Badge(detail.verdict().mark());
        badge.show(detail.verdict().mark(), detail.verdict().word());
        var line = Layouts.row("line", badge);
        detail.observedAt()
                .ifPresent(at ->
                        line.getChildren()
                                .add(
                                        new AgeLabel(ages)
                                                .as(t -> "observed " + ages.relative(t))
                                                .show(at)));
        body.getChildren().setAll(Layouts.wrapped(detail.title(), "detail-title"), line);
        detail.nextTry().ifPresent(r -> body.getChildren().add(nextTry(r)));
        if (!detail.findings().isEmpty()) {
            VBox wrong = Layouts.column("evidences");
            detail.findings().forEach(f -> wrong.getChildren().add(finding(f)));
            add("What is wrong, worst first", wrong);
        }
        add("What was observed", fields(detail));
    }

    /// The pauses grow, so that it must be said when the next try is, and how to have it at once.
    private Node nextTry(Retry retry) {
        String hung =
                retry.hung() == 1
                        ? "hung once; "
                        : "hung %,d times in a row; ".formatted(retry.hung());
        Label words = Layouts.wrapped("", "muted");
        if (retry.at().isEmpty()) {
            words.setText(hung + "its last try has not ended, and no other begins before that");
            return words;
        }
        var ticking = new AgeLabel(ages).as(at -> hung + whenAgain(at) + ", F5 asks now");
        ticking.setId("next-try");
        return ticking.show(retry.at().get());
    }

    private String whenAgain(Instant at) {
        return at.isAfter(ages.now()) ? "asked again " + ages.relative(at) : "to be asked now";
    }

    private void add(String title, Node content) {
        body.getChildren()
                .add(Layouts.column("section", Layouts.label(title, "section-title"), content));
    }

    private Node finding(dev.watchkeeper.finding.Finding finding) {
        Mark mark = Mark.of(finding.severity().label());
        Hyperlink go = new Hyperlink(finding.statement().title());
        go.setWrapText(true);
        go.setAccessibleText(mark.word() + ": " + finding.statement().title());
        go.setOnAction(e -> open.accept(finding.key()));
        return Layouts.row("line-top", new MarkShape(mark, 13), Layouts.growing(go));
    }

    private static Node fields(Detail detail) {
        FieldGrid grid = new FieldGrid();
        detail.fields().forEach(f -> grid.add(f.name(), f.value()));
        return Layouts.column(
                "section", grid, Layouts.row("line", Clip.button("Copy", detail::text)));
    }
}
