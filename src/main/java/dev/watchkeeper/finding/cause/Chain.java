package dev.watchkeeper.finding.cause;

import java.util.List;

/// One way from what waits to the root of it.
///
/// @param links each begins where the one before ends; not empty
/// @param alike how many more ways to the same root there are
public record Chain(List<CauseEdge> links, int alike) {
    public Chain {
        links = List.copyOf(links);
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a chain has links");
        }
    }

    public CauseNode start() {
        return links.getFirst().from();
    }

    public CauseNode root() {
        return links.getLast().to();
    }
}
