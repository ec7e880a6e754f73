package dev.watchkeeper.tls;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// Matching a reference name with a certificate (RFC 9525): subjectAltName only, a wildcard only as
/// the whole left-most label.
final class HostNameMatch {
    private HostNameMatch() {}

    static boolean matches(String referenceName, SubjectAltNames names) {
        return ServerNames.address(referenceName)
                .map(address -> hasAddress(names.addresses(), address))
                .orElseGet(() -> hasName(names.dns(), ServerNames.ascii(referenceName)));
    }

    private static boolean hasAddress(List<InetAddress> presented, InetAddress address) {
        return presented.contains(address);
    }

    private static boolean hasName(List<String> presented, String reference) {
        return presented.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> matches(name, reference));
    }

    private static boolean matches(String presented, String reference) {
        if (!presented.startsWith("*.")) {
            return presented.equals(reference);
        }
        int firstDot = reference.indexOf('.');
        String rest = presented.substring(1);
        return firstDot > 0
                && rest.indexOf('*') < 0
                && rest.indexOf('.', 1) > 0
                && rest.equals(reference.substring(firstDot));
    }
}
