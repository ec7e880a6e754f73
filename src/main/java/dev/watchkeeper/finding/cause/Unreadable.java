package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.cause.CauseNode.Mounted;
import dev.watchkeeper.finding.cause.CauseNode.Role;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.host.RemoteProcess;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Processes whose wait channel may not be read, on a host with a mount that does not answer. Where
/// such a one is what a run waits for, the mount may be why.
final class Unreadable {
    /// They ask every mount.
    private static final Set<String> ASK_ALL = Set.of("df");

    private static final int DEEPEST = 64;

    private final HostView view;
    private final Set<Mounted> mounts;

    Unreadable(HostView view, Set<Mounted> mounts) {
        this.view = view;
        this.mounts = mounts;
    }

    /// The link from the last descendant of a process to the mount, when nothing better is known.
    Optional<CauseEdge> edge(RemoteProcess top) {
        RemoteProcess leaf = top;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<RemoteProcess> children = view.children(leaf);
            if (children.isEmpty()) {
                break;
            }
            leaf = children.getLast();
        }
        boolean hidden = leaf.waitChannel().isEmpty() && leaf.waitsOn().isEmpty();
        if (mounts.isEmpty() || !hidden || !view.madeNoProgress(leaf)) {
            return Optional.empty();
        }
        boolean asksAll = ASK_ALL.contains(leaf.command());
        String how =
                asksAll
                        ? "it asks every mount, and makes no progress"
                        : "its wait channel is not readable; root could see it";
        Mounted mount = mounts.iterator().next();
        return Optional.of(
                new CauseEdge(
                        new Running(view.name(), Role.PROCESS, top),
                        mount,
                        asksAll ? Certainty.INFERRED : Certainty.UNKNOWN,
                        how,
                        view.evidence(how, "pid %d: %s".formatted(leaf.key().pid(), leaf.line()))));
    }
}
