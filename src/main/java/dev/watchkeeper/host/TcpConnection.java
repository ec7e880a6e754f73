package dev.watchkeeper.host;

import java.util.OptionalLong;

/// One established TCP connection of a host (`/proc/net/tcp`, proc_net(5)).
///
/// @param local the host's own address, as InetAddress prints it; an IPv4 address that IPv6 carries
///   is written as IPv4
/// @param remote the peer's
/// @param pid a process that holds it, where that could be read; several may
public record TcpConnection(
        String local, int localPort, String remote, int remotePort, OptionalLong pid) {
    /// Whether the two are the ends of one connection.
    public boolean isOtherEndOf(TcpConnection other) {
        return localPort == other.remotePort
                && remotePort == other.localPort
                && local.equals(other.remote)
                && remote.equals(other.local);
    }
}
