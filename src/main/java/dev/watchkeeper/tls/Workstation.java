package dev.watchkeeper.tls;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;

/// What the workstation itself can say about a failure.
@FunctionalInterface
public interface Workstation {
    /// Whether an interface other than loopback is up and has an address.
    boolean hasNetwork();

    /// This machine.
    static Workstation local() {
        return () -> {
            try {
                return NetworkInterface.networkInterfaces().anyMatch(Workstation::leadsOut);
            } catch (SocketException e) {
                // Whether there is a network is then unknown, and the failure keeps its own text.
                return true;
            }
        };
    }

    private static boolean leadsOut(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && Collections.list(network.getInetAddresses()).stream()
                            .anyMatch(address -> !isLocalOnly(address));
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isLocalOnly(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress();
    }
}
