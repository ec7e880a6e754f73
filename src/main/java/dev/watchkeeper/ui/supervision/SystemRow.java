package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.SupervisionAnswer;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/// One supervision: what it is, its own answers where there are several, its last drill, and what
/// is wrong with it.
final class SystemRow extends VBox {
    private static final int FINDINGS = 3;

    private final Ages ages;
    private final Consumer<FindingKey> openFinding;
    private final Label facts = Layouts.wrapped("", "muted");
    private final Badge alive = new Badge(Mark.UNKNOWN);
    private final Badge covering = new Badge(Mark.UNKNOWN);
    private final Badge pages = new Badge(Mark.UNKNOWN);
    private final HBox own = Layouts.row("own-answers", alive, covering, pages);
    private final AgeLabel told;
    private final Label never = Layouts.label("· nobody was ever told", "muted");
    private final AgeLabel drilled;
    private final DrillLegs legs = new DrillLegs();
    private final Label undrilled = Layouts.label("never", "muted");
    private final VBox wrong = Layouts.column("what");
    private Optional<SystemLine> shown = Optional.empty();

    /// @param drill asks for a drill
    SystemRow(
            Ages ages,
            SystemLine first,
            Consumer<FindingKey> openFinding,
            Consumer<SystemLine> drill) {
        this.ages = ages;
        this.openFinding = openFinding;
        told = new AgeLabel(ages).as(t -> "· told somebody " + ages.relative(t));
        drilled = new AgeLabel(ages);
        getStyleClass().add("system-row");
        Button ask = new Button("Drill…");
        ask.setId("drill-" + first.supervision().name());
        ask.getStyleClass().add("small");
        ask.setMinWidth(USE_PREF_SIZE);
        ask.setTooltip(new Tooltip("Sends a canary in, and follows it as far as a page goes"));
        ask.setOnAction(e -> shown.ifPresent(drill));
        var name = Layouts.label(Shown.of(first.supervision().name()), "strong");
        name.setMinWidth(USE_PREF_SIZE);
        facts.setMinWidth(0);
        never.setMinWidth(USE_PREF_SIZE);
        undrilled.setMinWidth(USE_PREF_SIZE);
        Label last = Layouts.label("Last drill", "muted");
        last.setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        Layouts.row("line", name, Layouts.growing(facts), told, never),
                        own,
                        Layouts.row("line", last, drilled, undrilled, Layouts.growing(legs), ask),
                        wrong);
    }

    /// @param several whether there are others, so that its own answers are worth saying
    void show(SystemLine line, boolean several) {
        if (!shown.equals(Optional.of(line))) {
            draw(line);
        }
        shown = Optional.of(line);
        set(own, several);
        say(alive, "Alive: ", line.answers().alive());
        say(covering, "Covering: ", line.answers().covering());
        say(pages, "Would page: ", line.answers().pages());
    }

    private void say(Badge badge, String question, SupervisionAnswer answer) {
        SupervisionAnswer now = answer.asOf(ages.now());
        badge.show(Shown.mark(now), question + now.word());
        Tooltip.install(badge, new Tooltip(now.text()));
    }

    private void draw(SystemLine line) {
        facts.setText(String.join(" · ", line.facts()));
        line.told().ifPresent(told::show);
        set(told, line.told().isPresent());
        set(never, line.told().isEmpty() && line.answers().alive().at().isPresent());
        line.drill().ifPresent(d -> drilled.show(d.startedAt()));
        line.drill().ifPresent(legs::show);
        set(drilled, line.drill().isPresent());
        legs.setVisible(line.drill().isPresent());
        set(undrilled, line.drill().isEmpty());
        wrong.getChildren().clear();
        line.findings().stream().limit(FINDINGS).forEach(f -> wrong.getChildren().add(finding(f)));
        int more = line.findings().size() - FINDINGS;
        if (more > 0) {
            wrong.getChildren()
                    .add(Layouts.label("and %d more, among the findings".formatted(more), "muted"));
        }
        set(wrong, !line.findings().isEmpty());
    }

    private Node finding(Finding finding) {
        Mark mark = Mark.of(finding.severity().label());
        Hyperlink go = new Hyperlink(finding.statement().title());
        go.setWrapText(true);
        go.setMinWidth(0);
        go.setAccessibleText(mark.word() + ": " + finding.statement().title());
        go.setTooltip(new Tooltip("Why, and what can be done"));
        go.setOnAction(e -> openFinding.accept(finding.key()));
        return Layouts.row("line-top", new MarkShape(mark, 13), Layouts.growing(go));
    }

    private static void set(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
