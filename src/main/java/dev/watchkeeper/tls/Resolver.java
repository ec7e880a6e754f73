package dev.watchkeeper.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a name. May block for as long as it likes: it is called on a thread that
/// may be left behind.
@FunctionalInterface
public interface Resolver {
    /// Every A and AAAA record, not empty.
    ///
    /// @throws UnknownHostException if the name has none
    List<InetAddress> addresses(String name) throws UnknownHostException;

    /// The operating system's.
    static Resolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
