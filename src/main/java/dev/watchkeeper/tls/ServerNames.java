package dev.watchkeeper.tls;

import java.net.IDN;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            return Stream.of(bare.split("\\.", -1))
                    .map(ServerNames::label)
                    .collect(Collectors.joining("."));
        } catch (IllegalArgumentException e) {
            // Names that IDNA refuses, such as labels of 64 characters, are compared as they are.
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    /// `IDN` knows the rules of 2003 only, in which these two letters were others: with them
    /// another site's certificate would match.
    private static String label(String label) {
        String lower = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
        return lower.indexOf('\u00df') < 0 && lower.indexOf('\u03c2') < 0
                ? IDN.toASCII(label).toLowerCase(Locale.ROOT)
                : "xn--" + Punycode.encode(lower);
    }

    static Optional<InetAddress> address(String name) {
        try {
            return Optional.of(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
