package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.CauseNode.Role;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A chain of causes from what waits down to its root: a box for each thing, beside it its host,
/// and between two the link, which says how sure it is and opens its evidence.
///
/// Processes that only wait for their children are folded until they are asked for.
final class ChainPicture extends VBox {
    private static final int SHAPE = 12;

    private final Ages ages;

    ChainPicture(Chain chain, Ages ages) {
        this.ages = ages;
        getStyleClass().add("chain-picture");
        draw(chain, false);
    }

    private void draw(Chain chain, boolean whole) {
        List<Node> rows = new ArrayList<>();
        rows.add(box(chain.start(), false));
        List<CauseEdge> folded = new ArrayList<>();
        for (CauseEdge link : chain.links()) {
            boolean inner = !whole && isInner(link, chain);
            if (inner) {
                folded.add(link);
                continue;
            }
            unfold(folded, chain).ifPresent(rows::add);
            folded.clear();
            rows.add(new LinkRow(link, ages));
            rows.add(box(link.to(), link.to().equals(chain.root())));
        }
        if (chain.alike() > 0) {
            rows.add(
                    Layouts.label(
                            "and %,d more that end there".formatted(chain.alike()),
                            "muted",
                            "small"));
        }
        getChildren().setAll(rows);
    }

    /// Between two processes of one session, when neither is its end.
    private static boolean isInner(CauseEdge link, Chain chain) {
        int at = chain.links().indexOf(link);
        boolean last = at == chain.links().size() - 1;
        return !last
                && isProcess(link.from())
                && isProcess(link.to())
                && isProcess(chain.links().get(at + 1).to());
    }

    private static boolean isProcess(CauseNode node) {
        return node instanceof Running r && r.role() == Role.PROCESS;
    }

    private Optional<Node> unfold(List<CauseEdge> folded, Chain chain) {
        if (folded.isEmpty()) {
            return Optional.empty();
        }
        Hyperlink more =
                new Hyperlink("%d more that wait for their children…".formatted(folded.size()));
        more.getStyleClass().addAll("small", "chain-folded");
        more.setOnAction(e -> draw(chain, true));
        return Optional.of(more);
    }

    private static Node box(CauseNode node, boolean root) {
        Label text = Layouts.wrapped(VisibleText.of(words(node)), root ? "strong" : "chain-words");
        HBox box = new HBox(text);
        if (root) {
            box.getChildren().addFirst(new MarkShape(Mark.CRITICAL, SHAPE));
        }
        box.getStyleClass().addAll("chain-node", root ? "chain-root" : "chain-step");
        Label host = Layouts.label(node.place().orElse(""), "chain-host", "small", "muted");
        box.setAccessibleText((root ? "Root cause: " : "Waits: ") + node.text());
        return Layouts.row("chain-row", host, Layouts.growing(box));
    }

    /// The host stands beside it, and need not be said again.
    private static String words(CauseNode node) {
        String text = node.text();
        return node.place()
                .filter(h -> text.startsWith(h + ":"))
                .map(h -> text.substring(h.length() + 1).strip())
                .orElse(text);
    }
}
