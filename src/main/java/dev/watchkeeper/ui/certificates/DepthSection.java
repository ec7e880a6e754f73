package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.DepthObservation.Looked;
import dev.watchkeeper.tls.DepthRow;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a closer look at an address shows, a click away: a row for each thing looked at, with one
/// sentence of what to do.
final class DepthSection extends VBox {
    private final Ages ages;

    /// @param look begins a closer look
    DepthSection(Optional<Depths.State> state, Runnable look, Ages ages) {
        this.ages = ages;
        getStyleClass().add("section");
        setId("depth");
        var button = new Button(state.isEmpty() ? "Look in depth" : "Look again");
        button.setId("look-in-depth");
        button.getStyleClass().add("small");
        button.setDisable(state.filter(Depths.State.Asking.class::isInstance).isPresent());
        button.setOnAction(_ -> look.run());
        getChildren()
                .add(
                        Layouts.row(
                                "line",
                                Layouts.label("In depth", "section-title"),
                                Layouts.spacer(),
                                button));
        state.ifPresentOrElse(this::show, this::explain);
    }

    private void explain() {
        add(
                "Versions and cipher suites offered, variants, revocation, transparency, CAA and"
                        + " TLSA: some dozens of connections to this address, and questions to the"
                        + " sources that the certificate names.");
    }

    private void show(Depths.State state) {
        switch (state) {
            case Depths.State.Asking _ -> add("Asking, a minute at most…");
            case Depths.State.Failed f -> add("The look failed: " + f.why());
            case Depths.State.Seen s -> seen(s.observation());
        }
    }

    private void seen(DepthObservation observation) {
        switch (observation) {
            case DepthObservation.NotSeen n -> add("No certificate was seen: " + n.failed().text());
            case Looked looked -> looked(looked);
        }
    }

    private void looked(Looked looked) {
        getChildren()
                .add(
                        Layouts.row(
                                "line",
                                new AgeLabel(ages)
                                        .as(at -> "looked " + ages.relative(at))
                                        .show(looked.observedAt()),
                                Layouts.spacer(),
                                Clip.button("Copy", () -> text(looked))));
        for (DepthRow.Topic topic : DepthRow.Topic.values()) {
            List<DepthRow> rows = looked.rows().stream().filter(r -> r.topic() == topic).toList();
            if (!rows.isEmpty()) {
                getChildren().add(Layouts.label(name(topic), "muted", "strong"));
                rows.forEach(r -> getChildren().add(row(r)));
            }
        }
    }

    private static Node row(DepthRow row) {
        VBox words =
                Layouts.column(
                        "host-words", Layouts.wrapped(row.what() + ": " + row.value(), "small"));
        if (row.verdict() != DepthRow.Verdict.GOOD) {
            words.getChildren().add(Layouts.wrapped(row.advice(), "muted", "small"));
        }
        return Layouts.row("line", new MarkShape(mark(row.verdict()), 12), Layouts.growing(words));
    }

    static Mark mark(DepthRow.Verdict verdict) {
        return switch (verdict) {
            case GOOD -> Mark.OK;
            case NOTE -> Mark.LOW;
            case BAD -> Mark.HIGH;
            case UNKNOWN -> Mark.UNKNOWN;
        };
    }

    private static String name(DepthRow.Topic topic) {
        return topic == DepthRow.Topic.DNS ? "DNS" : topic.name().toLowerCase(Locale.ROOT);
    }

    /// As the command line prints it.
    static String text(Looked looked) {
        return looked.rows().stream()
                .map(r ->
                        "%s %s %s: %s. %s"
                                .formatted(r.verdict(), r.topic(), r.what(), r.value(), r.advice()))
                .collect(Collectors.joining("\n", looked.target().id() + " in depth\n", "\n"));
    }

    private void add(String text) {
        getChildren().add(Layouts.wrapped(text, "muted", "small"));
    }
}
