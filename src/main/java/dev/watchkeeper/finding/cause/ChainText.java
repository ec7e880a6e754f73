package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.inventory.VisibleText;

import java.util.List;

/// A chain of causes as lines of text, one link a line.
public final class ChainText {
    private static final int LONGEST = 160;

    private ChainText() {}

    /// Each link as `← what (how sure: why)`, deeper ones further in.
    ///
    /// @param chain not empty
    public static String of(List<CauseEdge> chain) {
        var text = new StringBuilder(shown(chain.getFirst().from()));
        String indent = "";
        for (CauseEdge e : chain) {
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
