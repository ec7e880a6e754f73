package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.NetworkChange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Notices when the workstation's own network changes. Used by one thread.
final class NetworkWatch {
    private final LocalNetworks networks;
    private Set<String> last;

    NetworkWatch(LocalNetworks networks) {
        this.networks = networks;
        last = networks.now();
    }

    /// What has changed since it was last asked.
    Optional<NetworkChange> look(Instant at) {
        Set<String> before = last;
        last = networks.now();
        var gone = new ArrayList<>(before);
        gone.removeAll(last);
        var come = new ArrayList<>(last);
        come.removeAll(before);
        return gone.isEmpty() && come.isEmpty()
                ? Optional.empty()
                : Optional.of(new NetworkChange(at, gone, come));
    }
}
