package dev.watchkeeper.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/// A certification authority of one's own, made on the spot: a root and an intermediate that issue
/// TLS server certificates, all with EC P-256 keys that exist only in memory.
///
/// For the demo and for trials. Immutable; any thread may enter.
public final class PrivateAuthority {
    private static final Duration LIFETIME = Duration.ofDays(10L * 365);
    private static final String ALGORITHM = "SHA256withECDSA";

    private final SecureRandom random;
    private final Issued root;
    private final Issued intermediate;

    private PrivateAuthority(SecureRandom random, Issued root, Issued intermediate) {
        this.random = random;
        this.root = root;
        this.intermediate = intermediate;
    }

    /// A new authority.
    ///
    /// @param organisation its name, such as `Demo`
    /// @param now its certificates began to be valid a year before and end ten years later
    public static PrivateAuthority create(String organisation, Instant now) {
        var random = new SecureRandom();
        var from = now.minus(Duration.ofDays(365));
        try {
            KeyPair rootKey = keyPair(random);
            var rootName = new X500Name("O=" + organisation + ",CN=" + organisation + " Root");
            var rootDraft = new Draft(rootName, rootKey, from, from.plus(LIFETIME));
            var root = rootDraft.sign(random, rootName, rootKey.getPrivate(), List.of());
            var name = new X500Name("O=" + organisation + ",CN=" + organisation + " E1");
            var draft = new Draft(name, keyPair(random), from, from.plus(LIFETIME));
            var intermediate = draft.sign(random, rootName, rootKey.getPrivate(), List.of());
            return new PrivateAuthority(random, root, intermediate);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java cannot make EC certificates", e);
        }
    }

    /// Issues a TLS server certificate with a new key and a random serial number of 127 bits.
    ///
    /// @param names DNS names; the first one is the common name too
    public Issued issue(List<String> names, Instant notBefore, Instant notAfter) {
        try {
            var subject = new X500Name("CN=" + names.getFirst());
            var draft = new Draft(subject, keyPair(random), notBefore, notAfter);
            var issuer =
                    X500Name.getInstance(
                            intermediate.leaf().getSubjectX500Principal().getEncoded());
            return draft.sign(random, issuer, intermediate.key(), names)
                    .under(intermediate.chain());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java cannot make EC certificates", e);
        }
    }

    /// The root in PEM: what a trust store needs.
    public String anchorPem() {
        try {
            var lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
            String body = lines.encodeToString(root.chain().getFirst().getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    private static KeyPair keyPair(SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /// A certificate with its key.
    ///
    /// @param key the leaf's private key
    /// @param chain leaf first, without the root
    public record Issued(PrivateKey key, List<X509Certificate> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }

        public X509Certificate leaf() {
            return chain.getFirst();
        }

        private Issued under(List<X509Certificate> issuers) {
            var whole = new java.util.ArrayList<>(chain);
            whole.addAll(issuers);
            return new Issued(key, whole);
        }
    }

    private record Draft(X500Name subject, KeyPair keys, Instant from, Instant to) {
        Issued sign(SecureRandom random, X500Name issuer, PrivateKey signer, List<String> names)
                throws GeneralSecurityException, OperatorCreationException, CertIOException {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(126, random).setBit(126),
                            Date.from(from),
                            Date.from(to),
                            subject,
                            keys.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            if (names.isEmpty()) {
                authority(builder);
            } else {
                server(builder, names);
            }
            var signed = builder.build(new JcaContentSignerBuilder(ALGORITHM).build(signer));
            var certificate = new JcaX509CertificateConverter().getCertificate(signed);
            return new Issued(keys.getPrivate(), List.of(certificate));
        }

        private static void authority(JcaX509v3CertificateBuilder builder) throws CertIOException {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        }

        private static void server(JcaX509v3CertificateBuilder builder, List<String> names)
                throws CertIOException {
            var alternatives =
                    names.stream()
                            .map(n -> new GeneralName(GeneralName.dNSName, n))
                            .toArray(GeneralName[]::new);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        }
    }
}
