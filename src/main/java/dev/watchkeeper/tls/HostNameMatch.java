package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Matching a reference name with a certificate (RFC 9525): subjectAltName only, a wildcard only as
/// the whole left-most label.
final class HostNameMatch {
    /// What can be asked for; the underscore is in no host name and in many real ones.
    private static final Pattern REFERENCE =
            Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,126}");

    private HostNameMatch() {}

    static boolean matches(String referenceName, SubjectAltNames names) {
        return ServerNames.address(referenceName)
                .map(address -> hasAddress(names.addresses(), address))
                .orElseGet(() -> hasName(names.dns(), ServerNames.ascii(referenceName)));
    }

    /// What is wrong with a leaf for the name that was asked for; empty when it matches.
    static Optional<CertificateFault> fault(String referenceName, SubjectAltNames names) {
        return matches(referenceName, names)
                ? Optional.empty()
                : Optional.of(
                        new CertificateFault(
                                CertificateFault.Kind.WRONG_NAME,
                                0,
                                "RFC 9525 6",
                                "the leaf certificate is not for %s: %s"
                                        .formatted(
                                                VisibleText.capped(referenceName, 300),
                                                presented(names))));
    }

    private static String presented(SubjectAltNames names) {
        int n = names.shown().size();
        return n == 0
                ? "it has no subjectAltName"
                : "it is for "
                        + String.join(", ", names.shown().subList(0, Math.min(n, 5)))
                        + (n > 5 ? " and " + (n - 5) + " more" : "");
    }

    private static boolean hasAddress(List<InetAddress> presented, InetAddress address) {
        return presented.contains(address);
    }

    private static boolean hasName(List<String> presented, String reference) {
        return REFERENCE.matcher(reference).matches()
                && ServerNames.address(reference).isEmpty()
                && presented.stream()
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
