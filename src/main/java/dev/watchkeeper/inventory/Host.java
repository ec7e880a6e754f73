package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Optional;

/// A host that is inspected over SSH, or read from a source.
///
/// @param name unique in the fleet
/// @param role what it is for
/// @param ssh how it is reached
/// @param leftovers names of processes (their `comm`, at most 15 bytes, as in proc(5)) that must
///   not outlive a job
/// @param sudo whether `sudo -n` may be used for the commands that `watchkeeper sudoers` lists
/// @param keystores absolute paths of PKCS#12 and JKS keystores with certificates of servers there
/// @param source whose series tell of it; empty where it is inspected itself
public record Host(
        String name,
        HostRole role,
        SshAccess ssh,
        List<String> leftovers,
        boolean sudo,
        List<String> keystores,
        Optional<Source> source) {
    /// A host that is inspected itself.
    public Host(
            String name,
            HostRole role,
            SshAccess ssh,
            List<String> leftovers,
            boolean sudo,
            List<String> keystores) {
        this(name, role, ssh, leftovers, sudo, keystores, Optional.empty());
    }

    /// A host without keystores.
    public Host(String name, HostRole role, SshAccess ssh, List<String> leftovers, boolean sudo) {
        this(name, role, ssh, leftovers, sudo, List.of());
    }

    public Host {
        SafeName.require("host name", name);
        leftovers = List.copyOf(leftovers);
        keystores = List.copyOf(keystores);
    }

    /// The same, read from another source, or where there is none, inspected itself.
    public Host from(Optional<Source> other) {
        return new Host(name, role, ssh, leftovers, sudo, keystores, other);
    }

    /// A host of no special role, reached under its own name.
    public static Host of(String name) {
        return new Host(name, HostRole.OTHER, SshAccess.of(name), List.of(), false);
    }
}
