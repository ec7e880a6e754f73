package dev.watchkeeper.monitor;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.TreeSet;

/// The networks that the workstation is in.
@FunctionalInterface
public interface LocalNetworks {
    /// Each interface that is up and leads out, with its IPv4 addresses: `wg0 10.8.0.2`. IPv6
    /// addresses are left out, as they change by themselves.
    Set<String> now();

    /// This machine's.
    static LocalNetworks local() {
        return () -> {
            var all = new TreeSet<String>();
            try {
                NetworkInterface.networkInterfaces().forEach(n -> add(n, all));
            } catch (SocketException e) {
                return Set.of();
            }
            return all;
        };
    }

    private static void add(NetworkInterface network, Set<String> all) {
        try {
            if (network.isUp() && !network.isLoopback()) {
                var words = new TreeSet<String>();
                boolean[] leads = {false};
                network.inetAddresses()
                        .filter(a -> !a.isLinkLocalAddress())
                        .forEach(a -> {
                            leads[0] = true;
                            if (a.getAddress().length == 4) {
                                words.add(a.getHostAddress());
                            }
                        });
                if (leads[0]) {
                    all.add((network.getName() + " " + String.join(" ", words)).strip());
                }
            }
        } catch (SocketException e) {
            // It went while it was looked at.
            return;
        }
    }
}
