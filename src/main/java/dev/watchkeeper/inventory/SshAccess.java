package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// How a host is reached over SSH. What is empty comes from the user's ssh configuration, then from
/// OpenSSH's defaults.
///
/// @param address the name or address to connect to, or an alias of the ssh configuration
/// @param user the login name
/// @param port TCP port, 1..65535
/// @param identity a private key file
/// @param jump the name of the host in the fleet through which this one is reached
public record SshAccess(
        String address,
        Optional<String> user,
        OptionalInt port,
        Optional<Path> identity,
        Optional<String> jump) {
    public SshAccess {
        SafeName.require("SSH address", address);
        user.ifPresent(u -> SafeName.require("SSH user", u));
        port.ifPresent(SafeName::requirePort);
    }

    /// Access under the host's own name with everything from the ssh configuration.
    public static SshAccess of(String address) {
        return new SshAccess(
                address, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}
