package dev.watchkeeper.finding.cause;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.inventory.Host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds the graph of causes of a fleet. Takes time linear in the number of processes, apart from
/// the few sessions of blocked hosts.
public final class CauseGraphs {
    private final Map<String, BlockedHost> blocked = new LinkedHashMap<>();
    private final Map<String, HostView> views = new HashMap<>();
    private final Map<String, LocalCauses> local = new HashMap<>();
    private final List<CauseEdge> edges = new ArrayList<>();

    private CauseGraphs(List<BlockedHost> hosts) {
        for (BlockedHost host : hosts) {
            blocked.put(host.host().name(), host);
        }
    }

    /// @param hosts all of the fleet, with what is blocked on them
    /// @param runs of each host, by its name
    public static CauseGraph of(List<BlockedHost> hosts, Map<String, List<Run>> runs) {
        return new CauseGraphs(hosts).build(runs);
    }

    /// The node of a run.
    public static CauseNode node(Host host, Run run) {
        return LaneCauses.node(host.name(), run);
    }

    /// The node of one ssh of a run.
    public static CauseNode node(Host host, Lane lane) {
        return LaneCauses.node(host.name(), lane);
    }

    private CauseGraph build(Map<String, List<Run>> runs) {
        for (BlockedHost host : blocked.values()) {
            boolean needed = host.isBlocked() || runs.containsKey(host.host().name());
            host.probed()
                    .filter(_ -> needed)
                    .ifPresent(p -> views.put(host.host().name(), new HostView(host, p)));
        }
        for (HostView view : views.values()) {
            if (view.blocked().isBlocked()) {
                var causes = new LocalCauses(view);
                edges.addAll(causes.edges());
                local.put(view.name(), causes);
            }
        }
        var words = new HostWords(blocked.values().stream().map(BlockedHost::host).toList());
        runs.forEach((host, its) -> {
            HostView here = views.get(host);
            if (here != null) {
                edges.addAll(new LaneCauses(here, words, blocked, views, local).edges(its));
            }
        });
        return new CauseGraph(edges);
    }
}
