package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Makes certificates of every kind, good and broken.
///
/// `TestCertificates.root("Lab Root")` makes an authority; [Issued#issue] makes what it issues.
public final class TestCertificates {
    private static final Provider BC = new BouncyCastleProvider();
    private static final AtomicLong SERIALS = new AtomicLong(0x1000);

    private TestCertificates() {}

    /// A certificate with its key and the chain up to and without the root.
    public record Issued(X509Certificate certificate, PrivateKey key, List<X509Certificate> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }

        /// Issues what the draft describes; the chain leads back to here.
        public Issued issue(Draft draft) {
            return draft.signedBy(this);
        }

        public byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (java.security.cert.CertificateException e) {
                throw new IllegalStateException(e);
            }
        }

        /// The same with another chain.
        public Issued sending(X509Certificate... other) {
            return new Issued(certificate, key, List.of(other));
        }

        /// The chain in DER, leaf first.
        public List<byte[]> ders() {
            return chain.stream().map(TestCertificates::der).toList();
        }

        /// A store that trusts just this one.
        public TrustStore trusted() {
            return TrustStore.of("test roots", List.of(certificate));
        }
    }

    /// A self-signed authority, valid from a year ago for ten years.
    public static Issued root(String name) {
        return authority(name).selfSigned();
    }

    /// A draft of an authority's certificate.
    public static Draft authority(String name) {
        return new Draft("CN=" + name).ca(true).lasting(Duration.ofDays(3650));
    }

    /// A draft of a server's certificate for DNS names and IP addresses.
    public static Draft server(String... names) {
        return new Draft("CN=" + names[0]).names(names);
    }

    public static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", BC);
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA", BC);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a certificate is to be; changed in place, used once.
    public static final class Draft {
        private final X500Name subject;
        private final List<GeneralName> names = new ArrayList<>();
        private Instant notBefore = Instant.now().minus(Duration.ofDays(30));
        private Instant notAfter = Instant.now().plus(Duration.ofDays(60));
        private boolean ca;
        private boolean keyPurposes;
        private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
        private boolean unknownCritical;
        private int padding;
        private BigInteger serial = BigInteger.valueOf(SERIALS.incrementAndGet());
        private String signature = "";
        private String issuerFile = "";
        private KeyPair keys = ec("P-256");

        Draft(String subject) {
            this.subject = new X500Name(subject);
        }

        public Draft names(String... all) {
            for (String name : all) {
                boolean address = ServerNames.address(name).isPresent();
                names.add(
                        new GeneralName(
                                address ? GeneralName.iPAddress : GeneralName.dNSName, name));
            }
            return this;
        }

        public Draft ca(boolean value) {
            ca = value;
            return this;
        }

        public Draft from(Instant value) {
            notBefore = value;
            return this;
        }

        public Draft until(Instant value) {
            notAfter = value;
            return this;
        }

        /// From a year ago.
        public Draft lasting(Duration value) {
            notBefore = Instant.now().minus(Duration.ofDays(365));
            notAfter = notBefore.plus(value);
            return this;
        }

        public Draft purpose(KeyPurposeId value) {
            keyPurposes = true;
            purpose = value;
            return this;
        }

        public Draft keys(KeyPair value) {
            keys = value;
            return this;
        }

        public Draft serial(BigInteger value) {
            serial = value;
            return this;
        }

        /// Such as `SHA1withRSA`; the issuer's key must fit.
        public Draft signature(String algorithm) {
            signature = algorithm;
            return this;
        }

        /// Names where the issuer's certificate is to be had.
        public Draft issuerFile(String url) {
            issuerFile = url;
            return this;
        }

        /// Adds a critical extension that nobody knows.
        public Draft unknownCriticalExtension() {
            unknownCritical = true;
            return this;
        }

        /// Adds an extension of that many bytes which means nothing.
        public Draft padding(int bytes) {
            padding = bytes;
            return this;
        }

        public Issued selfSigned() {
            X509Certificate certificate = sign(subject, keys.getPrivate());
            return new Issued(certificate, keys.getPrivate(), List.of(certificate));
        }

        Issued signedBy(Issued issuer) {
            X500Name issuerName =
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded());
            X509Certificate certificate = sign(issuerName, issuer.key());
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            X509Certificate above = issuer.certificate();
            if (!above.getSubjectX500Principal().equals(above.getIssuerX500Principal())) {
                chain.addAll(issuer.chain());
            }
            return new Issued(certificate, keys.getPrivate(), chain);
        }

        private X509Certificate sign(X500Name issuer, PrivateKey key) {
            try {
                var builder =
                        new X509v3CertificateBuilder(
                                issuer,
                                serial,
                                Date.from(notBefore),
                                Date.from(notAfter),
                                subject,
                                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
                addExtensions(builder);
                byte[] der =
                        builder.build(
                                        new JcaContentSignerBuilder(algorithm(key))
                                                .setProvider(BC)
                                                .build(key))
                                .getEncoded();
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private String algorithm(PrivateKey key) {
            return !signature.isEmpty()
                    ? signature
                    : key.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        }

        private void addExtensions(X509v3CertificateBuilder builder) throws java.io.IOException {
            if (ca) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            if (keyPurposes) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (!issuerFile.isEmpty()) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_caIssuers,
                                new GeneralName(
                                        GeneralName.uniformResourceIdentifier, issuerFile)));
            }
            if (unknownCritical) {
                builder.addExtension(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                        true,
                        new DEROctetString(new byte[] {1}));
            }
            if (padding > 0) {
                builder.addExtension(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"),
                        false,
                        new DEROctetString(new byte[padding]));
            }
        }
    }
}
