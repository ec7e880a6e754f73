package dev.watchkeeper.inventory;

import java.util.List;

/// A host that is inspected over SSH.
///
/// @param name unique in the fleet
/// @param role what it is for
/// @param ssh how it is reached
/// @param leftovers names of processes (their `comm`, at most 15 bytes, as in proc(5)) that must
///   not outlive a job
/// @param sudo whether `sudo -n` may be used for the commands that `watchkeeper sudoers` lists
/// @param keystores absolute paths of PKCS#12 and JKS keystores with certificates of servers there
public record Host(
        String name,
        HostRole role,
        SshAccess ssh,
        List<String> leftovers,
        boolean sudo,
        List<String> keystores) {
    /// A host without keystores.
    public Host(String name, HostRole role, SshAccess ssh, List<String> leftovers, boolean sudo) {
        this(name, role, ssh, leftovers, sudo, List.of());
    }

    public Host {
        SafeName.require("host name", name);
        leftovers = List.copyOf(leftovers);
        keystores = List.copyOf(keystores);
    }

    /// A host of no special role, reached under its own name.
    public static Host of(String name) {
        return new Host(name, HostRole.OTHER, SshAccess.of(name), List.of(), false);
    }
}
