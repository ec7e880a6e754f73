package dev.watchkeeper.tls;

import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsUtils;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The cipher suites that can be asked for in each version, and what is to be thought of them.
final class SuiteList {
    private static final Set<Integer> KEY_EXCHANGES =
            Set.of(
                    KeyExchangeAlgorithm.NULL,
                    KeyExchangeAlgorithm.RSA,
                    KeyExchangeAlgorithm.DHE_DSS,
                    KeyExchangeAlgorithm.DHE_RSA,
                    KeyExchangeAlgorithm.DH_anon,
                    KeyExchangeAlgorithm.ECDHE_ECDSA,
                    KeyExchangeAlgorithm.ECDHE_RSA,
                    KeyExchangeAlgorithm.ECDH_anon);

    private SuiteList() {}

    /// All that a server without shared secrets can take.
    static List<Integer> of(ProtocolVersion version) {
        return CipherSuites.all().stream()
                .filter(s -> s != CipherSuite.TLS_NULL_WITH_NULL_NULL && !CipherSuite.isSCSV(s))
                .filter(s -> isAskable(s, version))
                .sorted()
                .toList();
    }

    private static boolean isAskable(int suite, ProtocolVersion version) {
        try {
            return TlsUtils.isValidVersionForCipherSuite(suite, version)
                    && (ProtocolVersion.TLSv13.equals(version) == CipherSuites.isOf13(suite))
                    && KEY_EXCHANGES.contains(TlsUtils.getKeyExchangeAlgorithm(suite));
        } catch (RuntimeException e) {
            // Bouncy Castle knows its name alone.
            return false;
        }
    }

    /// Why a suite should not be taken any more; empty when it may.
    static String weakness(int suite) {
        String name = CipherSuites.name(suite).toUpperCase(Locale.ROOT);
        if (name.contains("_ANON_")) {
            return "anonymous";
        }
        if (name.contains("_NULL_")) {
            return "no encryption";
        }
        if (name.contains("_RC4_") || name.contains("_DES_") || name.contains("EXPORT")) {
            return "broken cipher";
        }
        if (name.contains("_3DES_")) {
            return "64-bit blocks (Sweet32)";
        }
        return "";
    }

    /// Whether recorded traffic stays secret when the key is lost later.
    static boolean isForwardSecret(int suite) {
        return !CipherSuites.name(suite).startsWith("TLS_RSA_");
    }
}
