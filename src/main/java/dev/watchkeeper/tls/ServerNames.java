package dev.watchkeeper.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// The name of an endpoint as the protocols want it.
final class ServerNames {
    private ServerNames() {}

    /// What is sent as SNI: the name in ASCII without a final dot; empty for an address, which RFC
    /// 6066 3 forbids.
    static String sni(TlsTarget target) {
        String name = target.endpoint().name();
        return address(name).isPresent() ? "" : ascii(name);
    }

    /// Lower case, IDNA in ASCII, no final dot.
    static String ascii(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // Names that IDNA refuses, such as labels of 64 characters, are compared as they are.
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    static Optional<InetAddress> address(String name) {
        try {
            return Optional.of(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
