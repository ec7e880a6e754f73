package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Makes certificates with any extension, and such as no authority would issue. All are valid for
/// the year 2026 where nothing else is said.
final class Forge {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-31T23:59:59Z");

    /// An extension that nobody knows.
    static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private static final Provider BC = new BouncyCastleProvider();
    private static final AtomicLong SERIALS = new AtomicLong(0x2000);

    private final X500Name subject;
    private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
    private KeyPair keys = TestCertificates.ec("P-256");
    private Instant from = BEGIN;
    private Instant to = END;
    private BigInteger serial = BigInteger.valueOf(SERIALS.incrementAndGet());
    private Optional<X500Name> issuerName = Optional.empty();
    private String signature = "";
    private Optional<AlgorithmIdentifier> inner = Optional.empty();
    private boolean old;

    private Forge(X500Name subject) {
        this.subject = subject;
    }

    /// A certificate with its keys, whoever signed it.
    record Made(X500Name name, KeyPair keys, X509CertificateHolder holder) {
        byte[] der() {
            try {
                return holder.getEncoded();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        BigInteger serial() {
            return holder.getSerialNumber();
        }

        TrustStore trusted() {
            return trust(this);
        }
    }

    static TrustStore trust(Made... anchors) {
        return TrustStore.der("roots", List.of(anchors).stream().map(Made::der).toList());
    }

    /// With basicConstraints and a key usage of keyCertSign and cRLSign.
    static Forge authority(String name) {
        return named("CN=" + name)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    static Forge server(String... names) {
        GeneralName[] all =
                List.of(names).stream()
                        .map(n ->
                                new GeneralName(
                                        ServerNames.address(n).isPresent()
                                                ? GeneralName.iPAddress
                                                : GeneralName.dNSName,
                                        n))
                        .toArray(GeneralName[]::new);
        return named("CN=server")
                .with(Extension.subjectAlternativeName, false, new GeneralNames(all));
    }

    static Forge named(String subject) {
        return new Forge(new X500Name(subject));
    }

    Forge with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            return raw(oid, critical, value.toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Forge raw(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
        extensions.put(oid, new Extension(oid, critical, value));
        return this;
    }

    Forge usage(int bits) {
        return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    Forge pathLength(int most) {
        return with(Extension.basicConstraints, true, new BasicConstraints(most));
    }

    Forge without(ASN1ObjectIdentifier oid) {
        extensions.remove(oid);
        return this;
    }

    Forge keys(KeyPair value) {
        keys = value;
        return this;
    }

    Forge keysOf(Made other) {
        return keys(other.keys());
    }

    Forge from(Instant value) {
        from = value;
        return this;
    }

    Forge until(Instant value) {
        to = value;
        return this;
    }

    Forge serial(BigInteger value) {
        serial = value;
        return this;
    }

    Forge issuerName(String name) {
        issuerName = Optional.of(new X500Name(name));
        return this;
    }

    Forge signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /// Names another signature algorithm inside than outside.
    Forge inner(AlgorithmIdentifier value) {
        inner = Optional.of(value);
        return this;
    }

    /// Of version 1, which has no extensions.
    Forge old() {
        old = true;
        return this;
    }

    Made self() {
        return sign(subject, keys.getPrivate());
    }

    Made by(Made issuer) {
        return sign(issuerName.orElse(issuer.name()), issuer.keys().getPrivate());
    }

    private Made sign(X500Name issuer, PrivateKey key) {
        try {
            ContentSigner signer = signer(key, signature);
            var tbs = new ASN1EncodableVector();
            if (!old) {
                tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(2)));
            }
            tbs.add(new ASN1Integer(serial));
            tbs.add(inner.orElse(signer.getAlgorithmIdentifier()));
            tbs.add(issuer);
            tbs.add(
                    new DERSequence(
                            new ASN1Encodable[] {
                                new Time(Date.from(from)), new Time(Date.from(to))
                            }));
            tbs.add(subject);
            tbs.add(SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            if (!old && !extensions.isEmpty()) {
                var all = new Extensions(extensions.values().toArray(Extension[]::new));
                tbs.add(new DERTaggedObject(true, 3, all));
            }
            var body = new DERSequence(tbs);
            signer.getOutputStream().write(body.getEncoded());
            var parts = new ASN1EncodableVector();
            parts.add(body);
            parts.add(signer.getAlgorithmIdentifier());
            parts.add(new DERBitString(signer.getSignature()));
            return new Made(
                    subject, keys, new X509CertificateHolder(new DERSequence(parts).getEncoded()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static ContentSigner signer(PrivateKey key, String algorithm) throws Exception {
        String usual =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "DSA" -> "SHA256withDSA";
                    default -> "SHA256withECDSA";
                };
        return new JcaContentSignerBuilder(algorithm.isEmpty() ? usual : algorithm)
                .setProvider(BC)
                .build(key);
    }

    /// Judges a chain for a host; without one, the path alone.
    static Judgement judge(TrustStore store, String host, Made... chain) {
        return judge(store, host, NOW, List.of(), chain);
    }

    static Judgement judge(
            TrustStore store, String host, Instant at, List<byte[]> crls, Made... chain) {
        List<byte[]> ders = List.of(chain).stream().map(Made::der).toList();
        Optional<String> asked = host.isEmpty() ? Optional.empty() : Optional.of(host);
        return new ChainJudge(store).judge(new ChainCase(ders, asked, at, crls)).judgement();
    }

    static List<CertificateFault.Kind> kinds(Judgement judgement) {
        return judgement.faults().stream().map(CertificateFault::kind).toList();
    }
}
