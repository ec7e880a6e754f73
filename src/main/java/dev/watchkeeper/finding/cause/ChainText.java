package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.inventory.VisibleText;

import java.util.ArrayList;
import java.util.List;

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

    /// What stands in the way, in short: the mounts, machines and servers of a chain, the nearest
    /// first, `builder1:/mnt/x does not answer ← glusterfs pid 4711 (stopped)`; where there are
    /// none, the end of it.
    ///
    /// @param links not empty
    public static String cause(List<CauseEdge> links) {
        var parts = new ArrayList<String>();
        for (CauseEdge e : links) {
            switch (e.to()) {
                case CauseNode.Mounted m -> parts.add(m.text());
                case CauseNode.Machine m -> parts.add(m.text());
                case CauseNode.FileServer s -> parts.add(s.text());
                case Running r when r.role() == CauseNode.Role.SERVER -> parts.add(server(r));
                case CauseNode _ -> {}
            }
        }
        return parts.isEmpty() ? shown(links.getLast().to()) : String.join(" ← ", parts);
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
