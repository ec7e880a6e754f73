package dev.watchkeeper.tls;

import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;

import java.util.List;
import java.util.stream.IntStream;

/// What a ClientHello offers.
///
/// @param versions newest first
/// @param suites by their numbers
/// @param signatures empty offers all
record ClientOffer(
        List<ProtocolVersion> versions,
        List<Integer> suites,
        List<SignatureAndHashAlgorithm> signatures) {
    private static final int[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
    };

    ClientOffer {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        signatures = List.copyOf(signatures);
    }

    /// Nearly everything.
    static ClientOffer ofEverything() {
        return new ClientOffer(
                List.of(ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv10)),
                IntStream.of(SUITES).boxed().toList(),
                List.of());
    }

    /// What only a server with a certificate of one kind can take.
    static ClientOffer forKeys(boolean ecdsa) {
        String part = ecdsa ? "_ECDSA_" : "_RSA_";
        List<Integer> suites =
                IntStream.of(SUITES)
                        .filter(s -> CipherSuites.isOf13(s) || CipherSuites.name(s).contains(part))
                        .boxed()
                        .toList();
        int[] schemes =
                ecdsa
                        ? new int[] {
                            SignatureScheme.ecdsa_secp256r1_sha256,
                            SignatureScheme.ecdsa_secp384r1_sha384,
                            SignatureScheme.ecdsa_secp521r1_sha512
                        }
                        : new int[] {
                            SignatureScheme.rsa_pss_rsae_sha256,
                            SignatureScheme.rsa_pss_rsae_sha384,
                            SignatureScheme.rsa_pss_rsae_sha512,
                            SignatureScheme.rsa_pkcs1_sha256,
                            SignatureScheme.rsa_pkcs1_sha384
                        };
        List<SignatureAndHashAlgorithm> signatures =
                IntStream.of(schemes)
                        .mapToObj(SignatureScheme::getSignatureAndHashAlgorithm)
                        .toList();
        return new ClientOffer(
                List.of(ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12)), suites, signatures);
    }

    ProtocolVersion[] versionArray() {
        return versions.toArray(ProtocolVersion[]::new);
    }

    int[] suiteArray() {
        return suites.stream().mapToInt(Integer::intValue).toArray();
    }
}
