package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;

import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
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
    private static final SignatureCheck SHARED = new SignatureCheck();

    private final List<Provider> providers = new ArrayList<>();
    private final Provider bouncyCastle = new BouncyCastleProvider();

    /// Holds nothing but providers.
    static SignatureCheck shared() {
        return SHARED;
    }

    private SignatureCheck() {
        if (Conscrypt.isAvailable()) {
            providers.add(Conscrypt.newProvider());
        }
        providers.add(bouncyCastle);
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
        return providers.stream()
                .map(provider -> check(certificate, key, provider))
                .filter(answer -> answer != Answer.UNKNOWN)
                .findFirst()
                .orElse(Answer.NO)
                .equals(Answer.YES);
    }

    /// Whether the key of a certificate made a list's signature.
    boolean isSignedBy(X509CRLHolder crl, Legible signer) {
        try {
            return crl.isSignatureValid(
                    new JcaContentVerifierProviderBuilder()
                            .setProvider(bouncyCastle)
                            .build(signer.x509().getPublicKey()));
        } catch (CertException | OperatorCreationException | RuntimeException e) {
            return false;
        }
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
