package dev.watchkeeper.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/// Why a TCP connection could not be had.
final class Reachability {
    private Reachability() {}

    static SshFault faultOf(IOException e, String where) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof SocketTimeoutException || message.contains("timed out")) {
            return new SshFault(
                    SshOutcome.Reason.TIMED_OUT, where + " did not answer the connection attempt");
        }
        if (e instanceof ConnectException && message.contains("refused")) {
            return new SshFault(SshOutcome.Reason.REFUSED, where + " refused the connection");
        }
        if (e instanceof NoRouteToHostException || message.contains("unreachable")) {
            return new SshFault(
                    offlineOr(SshOutcome.Reason.UNREACHABLE), where + " cannot be reached");
        }
        return new SshFault(SshOutcome.Reason.RESET, where + ": " + e.getMessage());
    }

    /// Returns [SshOutcome.Reason#OFFLINE] when the workstation has no network but its loopback.
    static SshOutcome.Reason offlineOr(SshOutcome.Reason reason) {
        try {
            boolean network =
                    NetworkInterface.networkInterfaces().anyMatch(Reachability::leadsSomewhere);
            return network ? reason : SshOutcome.Reason.OFFLINE;
        } catch (SocketException e) {
            return reason;
        }
    }

    private static boolean leadsSomewhere(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && network.inetAddresses().anyMatch(a -> !a.isLinkLocalAddress());
        } catch (SocketException e) {
            return false;
        }
    }
}
