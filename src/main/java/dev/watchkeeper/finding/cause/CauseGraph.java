package dev.watchkeeper.finding.cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What waits for what. Immutable; nodes and edges keep the order in which they were found.
///
/// A root is a node that waits for nothing that is known: what has to be put right.
public final class CauseGraph {
    private static final CauseGraph NONE = new CauseGraph(List.of());

    private final Map<String, CauseNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<CauseEdge>> edges = new HashMap<>();
    private final Map<String, CauseEdge> joins = new LinkedHashMap<>();
    private final List<CauseEdge> all;

    /// @param edges where two edges join the same nodes, the first counts
    public CauseGraph(Collection<CauseEdge> edges) {
        edges.forEach(e -> joins.putIfAbsent(join(e.from(), e.to()), e));
        all = List.copyOf(joins.values());
        for (CauseEdge e : all) {
            nodes.putIfAbsent(e.from().id(), e.from());
            nodes.putIfAbsent(e.to().id(), e.to());
            this.edges.computeIfAbsent(e.from().id(), _ -> new ArrayList<>()).add(e);
        }
    }

    /// A graph of nothing.
    public static CauseGraph none() {
        return NONE;
    }

    public List<CauseNode> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<CauseEdge> edges() {
        return all;
    }

    /// The names of the hosts that its nodes are on.
    public Set<String> hosts() {
        var hosts = new LinkedHashSet<String>();
        nodes.values().forEach(n -> n.place().ifPresent(hosts::add));
        return hosts;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// What a node waits for.
    public List<CauseEdge> from(CauseNode node) {
        return List.copyOf(edges.getOrDefault(node.id(), List.of()));
    }

    /// The edge from one node to another.
    public Optional<CauseEdge> between(CauseNode from, CauseNode to) {
        return Optional.ofNullable(joins.get(join(from, to)));
    }

    private static String join(CauseNode from, CauseNode to) {
        return from.id() + "\n" + to.id();
    }

    public boolean contains(CauseNode node) {
        return nodes.containsKey(node.id());
    }

    /// The part of the graph that can be reached from some nodes.
    public CauseGraph reachable(Collection<? extends CauseNode> starts) {
        var found = new ArrayList<CauseEdge>();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<CauseNode>(starts);
        while (!open.isEmpty()) {
            CauseNode node = open.poll();
            if (seen.add(node.id())) {
                for (CauseEdge e : edges.getOrDefault(node.id(), List.of())) {
                    found.add(e);
                    open.add(e.to());
                }
            }
        }
        return new CauseGraph(found);
    }

    /// The nodes at the ends of the chains that begin at a node, deepest causes, in the order in
    /// which they are found. Links less sure than `least` are not followed.
    public Set<CauseNode> roots(CauseNode start, Certainty least) {
        var roots = new LinkedHashSet<CauseNode>();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<CauseNode>(List.of(start));
        while (!open.isEmpty()) {
            CauseNode node = open.poll();
            if (!seen.add(node.id())) {
                continue;
            }
            List<CauseNode> next =
                    edges.getOrDefault(node.id(), List.of()).stream()
                            .filter(e -> e.certainty().compareTo(least) <= 0)
                            .map(CauseEdge::to)
                            .toList();
            open.addAll(next);
            if (next.isEmpty() && !node.id().equals(start.id())) {
                roots.add(node);
            }
        }
        return roots;
    }

    /// One chain from a node to a root, the surest link at each step; empty for a root.
    public List<CauseEdge> chain(CauseNode start) {
        var chain = new ArrayList<CauseEdge>();
        var seen = new HashSet<String>(Set.of(start.id()));
        CauseNode at = start;
        while (true) {
            CauseEdge next = null;
            for (CauseEdge e : edges.getOrDefault(at.id(), List.of())) {
                boolean surer = next == null || e.certainty().compareTo(next.certainty()) < 0;
                if (surer && !seen.contains(e.to().id())) {
                    next = e;
                }
            }
            if (next == null) {
                return chain;
            }
            chain.add(next);
            at = next.to();
            seen.add(at.id());
        }
    }
}
