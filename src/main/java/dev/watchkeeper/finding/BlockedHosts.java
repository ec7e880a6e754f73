package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.finding.cause.BlockedHost;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.SshOutcome.Reason;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules know to be blocked on each host of a fleet.
final class BlockedHosts {
    private final Scene scene;

    BlockedHosts(Scene scene) {
        this.scene = scene;
    }

    List<BlockedHost> all() {
        return scene.fleet().hosts().stream().map(this::of).toList();
    }

    /// Whether a node at the end of a chain is something that blocks.
    static boolean isRoot(CauseNode node) {
        return switch (node) {
            case CauseNode.Mounted _,
                    CauseNode.FuseConnection _,
                    CauseNode.FileServer _,
                    CauseNode.Machine _,
                    CauseNode.Running _ ->
                    true;
            case CauseNode.Hop _,
                    CauseNode.Unread _,
                    CauseNode.Certificate _,
                    CauseNode.Renewing _ ->
                    false;
        };
    }

    private BlockedHost of(Host host) {
        Optional<HostState> state = scene.stateOf(host);
        Optional<Probed> probed = state.flatMap(HostState::lastProbed);
        Optional<Probe> probe =
                state.flatMap(s -> s.lastProbed().map(p -> new Probe(scene, host, s, p)));
        return new BlockedHost(
                host,
                probed,
                state.map(HostState::unchangedSince).orElse(Map.of()),
                probe.map(BlockedHosts::silent).orElse(List.of()),
                probe.map(BlockedHosts::stuck).orElse(List.of()),
                state.flatMap(this::hangs));
    }

    private static List<Mount> silent(Probe probe) {
        return MountRules.silent(probe).values().stream().map(List::getFirst).toList();
    }

    private static List<RemoteProcess> stuck(Probe probe) {
        var all = new LinkedHashMap<ProcessKey, RemoteProcess>();
        var mounts = new ArrayList<Mount>();
        MountRules.silent(probe).values().forEach(mounts::addAll);
        if (!mounts.isEmpty()) {
            MountRules.waiting(probe, mounts).forEach(p -> all.put(p.key(), p));
        }
        StuckRule.stuck(probe).forEach(p -> all.put(p.key(), p));
        return List.copyOf(all.values());
    }

    private Optional<String> hangs(HostState state) {
        if (!(state.latest() instanceof NotProbed n)
                || state.failures() < scene.schedule().failuresBefore()) {
            return Optional.empty();
        }
        boolean away =
                n.reason() == Reason.TIMED_OUT
                        || n.reason() == Reason.UNREACHABLE
                        || n.reason() == Reason.LOST;
        if (n.hung()) {
            return Optional.of("hangs while " + n.phase().label());
        }
        return away ? Optional.of("does not answer while " + n.phase().label()) : Optional.empty();
    }
}
