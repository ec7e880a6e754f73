package dev.watchkeeper.tls;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Verifies signatures of certificates through BoringSSL, else through Bouncy Castle: both are many
/// times faster than SunEC on a machine without AVX-512.
final class SignatureCheck {
    private final List<Provider> providers = new ArrayList<>();

    SignatureCheck() {
        if (Conscrypt.isAvailable()) {
            providers.add(Conscrypt.newProvider());
        }
        providers.add(new BouncyCastleProvider());
    }

    /// Whether `key` made the certificate's signature.
    boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        return providers.stream()
                .map(provider -> check(certificate, key, provider))
                .filter(answer -> answer != Answer.UNKNOWN)
                .findFirst()
                .orElse(Answer.NO)
                .equals(Answer.YES);
    }

    private static Answer check(X509Certificate certificate, PublicKey key, Provider provider) {
        try {
            certificate.verify(key, provider);
            return Answer.YES;
        } catch (SignatureException e) {
            return Answer.NO;
        } catch (GeneralSecurityException e) {
            // This provider does not know the algorithm or the key; the next one may.
            return Answer.UNKNOWN;
        }
    }

    private enum Answer {
        YES,
        NO,
        UNKNOWN
    }
}
