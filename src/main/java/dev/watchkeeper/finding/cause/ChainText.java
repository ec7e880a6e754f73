package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.inventory.VisibleText;

/// A chain of causes as lines of text, one link a line.
public final class ChainText {
    private static final int LONGEST = 160;

    private ChainText() {}

    /// Each link as `← what (how sure: why)`, deeper ones further in.
    public static String of(Chain chain) {
        var text = new StringBuilder(shown(chain.start()));
        String indent = "";
        for (CauseEdge e : chain.links()) {
            text.append('\n')
                    .append(indent)
                    .append("← ")
                    .append(shown(e.to()))
                    .append("  (")
                    .append(e.certainty().label())
                    .append(": ")
                    .append(VisibleText.capped(e.how(), LONGEST))
                    .append(')');
            indent += "  ";
        }
        if (chain.alike() > 0) {
            text.append("\nand ").append(chain.alike()).append(" more like it");
        }
        return text.toString();
    }

    /// The process behind a mount, by its name: `glusterfs pid 4711 (stopped)`.
    public static String server(Running server) {
        char state = server.process().state();
        return "%s pid %d%s"
                .formatted(
                        VisibleText.capped(server.process().command(), 40),
                        server.key().pid(),
                        state == 'T' || state == 't' ? " (stopped)" : "");
    }

    private static String shown(CauseNode node) {
        return VisibleText.capped(node.text(), LONGEST);
    }
}
