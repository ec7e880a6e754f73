package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Verdict;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.List;

/// How far the newest certificate has come, hop by hop; the first that disagrees is framed.
final class HopsSection extends VBox {
    private final Ages ages;

    HopsSection(List<Hop> hops, Ages ages) {
        this.ages = ages;
        getStyleClass().add("section");
        setId("hops");
        getChildren().add(Layouts.label("From the client to the address", "section-title"));
        VBox way = Layouts.column("hops");
        boolean framed = false;
        for (Hop hop : hops) {
            boolean first = hop.state() == Hop.State.STOPPED && !framed;
            framed |= first;
            way.getChildren().add(node(hop, first));
        }
        getChildren().add(way);
    }

    private Node node(Hop hop, boolean first) {
        Verdict verdict = hop.state().verdict();
        var badge = new Badge(verdict.mark());
        badge.show(verdict.mark(), verdict.word());
        VBox words = Layouts.column("host-words");
        words.getChildren()
                .add(
                        Layouts.row(
                                "line",
                                Layouts.label(hop.title(), "strong"),
                                Layouts.spacer(),
                                badge));
        add(words, hop.place(), "small");
        hop.leaf()
                .ifPresent(l ->
                        add(
                                words,
                                "serial %s, %s"
                                        .formatted(
                                                l.serialHex(),
                                                l.neverExpires()
                                                        ? "no expiry"
                                                        : "until " + ages.absolute(l.notAfter())),
                                "small",
                                "mono"));
        hop.since().ifPresent(s -> add(words, "there since " + ages.absolute(s), "muted", "small"));
        add(words, hop.words(), "muted", "small");
        words.getStyleClass().addAll("hop", verdict.mark().word());
        if (first) {
            words.getStyleClass().add("hop-stop");
        }
        return words;
    }

    private static void add(VBox to, String text, String... styles) {
        if (!text.isEmpty()) {
            to.getChildren().add(Layouts.wrapped(text, styles));
        }
    }
}
