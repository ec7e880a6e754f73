package dev.watchkeeper.finding.cause;

import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One host with what the rules found blocked on it.
///
/// @param probed the newest answer of its probe
/// @param unchangedSince processes without progress between samples
/// @param silent mounts that do not answer, one for each file system
/// @param stuck processes that wait on them, and others without progress
/// @param hangs what the host itself does when it does not answer, such as `hangs while exchanging
///   keys`
public record BlockedHost(
        Host host,
        Optional<Probed> probed,
        Map<ProcessKey, Instant> unchangedSince,
        List<Mount> silent,
        List<RemoteProcess> stuck,
        Optional<String> hangs) {
    public BlockedHost {
        unchangedSince = Map.copyOf(unchangedSince);
        silent = List.copyOf(silent);
        stuck = List.copyOf(stuck);
    }

    boolean isBlocked() {
        return hangs.isPresent() || !silent.isEmpty() || !stuck.isEmpty();
    }
}
