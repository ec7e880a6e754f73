package dev.watchkeeper.bench;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Whether a certificate is for a name, over the names that the JDK reads: the least that a client
/// on the JDK's path builder has to add.
final class JdkNames {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private JdkNames() {}

    static boolean matches(String host, X509Certificate leaf) throws CertificateParsingException {
        Collection<List<?>> names = leaf.getSubjectAlternativeNames();
        return names != null
                && names.stream()
                        .anyMatch(n ->
                                switch ((Integer) n.getFirst()) {
                                    case DNS -> dns(host, n.getLast().toString());
                                    case ADDRESS -> host.equals(n.getLast().toString());
                                    default -> false;
                                });
    }

    private static boolean dns(String host, String presented) {
        String name = presented.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return name.equals(host)
                || (name.startsWith("*.")
                        && dot > 0
                        && host.substring(dot).equals(name.substring(1)));
    }
}
