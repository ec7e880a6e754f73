package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.conscrypt.Conscrypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Verifies signatures of certificates through BoringSSL, else through Bouncy Castle: both are many
/// times faster than SunEC on a machine without AVX-512.
final class SignatureCheck {
    private static final SignatureCheck SHARED = new SignatureCheck();

    private static final int LONGEST_RSA = 16_384;
    private static final int LONGEST_EXPONENT = 33;
    private static final int LONGEST_DSA = 4_096;

    private final List<Provider> providers = new ArrayList<>();

    /// Holds nothing but providers.
    static SignatureCheck shared() {
        return SHARED;
    }

    private SignatureCheck() {
        if (Conscrypt.isAvailable()) {
            providers.add(Conscrypt.newProvider());
        }
        providers.add(new BouncyCastleProvider());
    }

    /// Whether the key of `signer` made the certificate's signature; not so when that key cannot be
    /// read.
    boolean isSignedBy(X509Certificate certificate, X509Certificate signer) {
        PublicKey key;
        try {
            key = signer.getPublicKey();
        } catch (RuntimeException e) {
            return false;
        }
        if (!isUsable(key)) {
            return false;
        }
        return providers.stream()
                .map(provider -> check(certificate, key, provider))
                .filter(answer -> answer != Answer.UNKNOWN)
                .findFirst()
                .orElse(Answer.NO)
                .equals(Answer.YES);
    }

    /// Whether the key of a certificate made a list's signature.
    boolean isSignedBy(X509CRLHolder crl, Legible signer) {
        return providers.stream()
                .map(provider -> check(crl, signer, provider))
                .filter(answer -> answer != Answer.UNKNOWN)
                .findFirst()
                .orElse(Answer.NO)
                .equals(Answer.YES);
    }

    private static Answer check(X509CRLHolder crl, Legible signer, Provider provider) {
        try {
            PublicKey key = signer.x509().getPublicKey();
            boolean signed =
                    isUsable(key)
                            && crl.isSignatureValid(
                                    new JcaContentVerifierProviderBuilder()
                                            .setProvider(provider)
                                            .build(key));
            return signed ? Answer.YES : Answer.NO;
        } catch (CertException | OperatorCreationException | RuntimeException e) {
            return Answer.UNKNOWN;
        }
    }

    /// MD2, MD4 and MD5, whatever the purpose.
    static boolean isForgeable(AlgorithmIdentifier algorithm) {
        String name =
                new DefaultSignatureNameFinder()
                        .getAlgorithmName(algorithm)
                        .toUpperCase(Locale.ROOT);
        return name.startsWith("MD") || name.startsWith("RSAWITHMD");
    }

    /// Whether a client works with a key of that size at all: a larger one, or an exponent as long
    /// as the modulus, keeps it busy for seconds (BoringSSL has the same limits).
    private static boolean isUsable(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                    rsa.getModulus().bitLength() <= LONGEST_RSA
                            && rsa.getPublicExponent().bitLength() <= LONGEST_EXPONENT;
            case DSAPublicKey dsa ->
                    dsa.getParams() == null || dsa.getParams().getP().bitLength() <= LONGEST_DSA;
            default -> true;
        };
    }

    private static Answer check(X509Certificate certificate, PublicKey key, Provider provider) {
        try {
            certificate.verify(key, provider);
            return Answer.YES;
        } catch (SignatureException e) {
            return Answer.NO;
        } catch (GeneralSecurityException | RuntimeException e) {
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
