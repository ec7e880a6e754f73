package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;

import org.controlsfx.control.PopOver;

/// The link between two boxes of a chain: drawn through where it is proven, dashed where it is
/// inferred, dotted where it is not known. A click shows its evidence.
final class LinkRow extends HBox {
    private static final double HEIGHT = 18;
    private static final int LONGEST = 90;

    LinkRow(CauseEdge link, Ages ages) {
        getStyleClass().add("chain-link");
        Line line = new Line(0, 0, 0, HEIGHT);
        line.getStyleClass().addAll("chain-line", link.certainty().label());
        String how = VisibleText.capped(link.how(), LONGEST);
        Hyperlink why = new Hyperlink("waits · %s: %s".formatted(link.certainty().label(), how));
        why.getStyleClass().addAll("small", "chain-why");
        if (link.certainty() == Certainty.UNKNOWN) {
            why.getStyleClass().add("unknown");
        }
        why.setAccessibleText("Evidence of the link to " + link.to().text());
        why.setOnAction(e -> show(why, link, ages));
        getChildren().addAll(Layouts.label("", "chain-host"), line, why);
    }

    private static void show(Hyperlink owner, CauseEdge link, Ages ages) {
        EvidenceBlock block = new EvidenceBlock(link.evidence(), ages);
        block.getStyleClass().add("link-evidence");
        PopOver popOver = new PopOver(block);
        popOver.setTitle("Evidence");
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        popOver.show(owner);
    }
}
