package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Public keys in words, and which of them are too weak.
final class PublicKeys {
    private static final Set<String> BROWSERS =
            Set.of("1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35");

    private PublicKeys() {}

    /// Such as `EC P-256`, `RSA 2048` or `Ed25519`; an unknown kind by its name or OID.
    static String describe(SubjectPublicKeyInfo spki) {
        try {
            Optional<RSAPublicKey> plain = rsa(spki);
            if (plain.isPresent()) {
                return "RSA " + plain.get().getModulus().bitLength();
            }
            return switch (PublicKeyFactory.createKey(spki)) {
                case ECPublicKeyParameters ec -> "EC " + curve(ec);
                case DSAPublicKeyParameters dsa -> "DSA " + dsa.getParameters().getP().bitLength();
                default -> algorithm(spki);
            };
        } catch (IOException | RuntimeException e) {
            return algorithm(spki) + " (unreadable)";
        }
    }

    /// Why the key is too weak, by NIST SP 800-57 and CA/Browser Forum BR 6.1.5; empty when it is
    /// not. For a path alone only what can be broken is.
    static Optional<String> weakness(SubjectPublicKeyInfo spki, Purpose purpose)
            throws IOException {
        boolean web = purpose == Purpose.TLS_SERVER;
        Optional<RSAPublicKey> plain = rsa(spki);
        if (plain.isPresent()) {
            return rsaWeakness(plain.get(), web ? 2048 : 1024);
        }
        AsymmetricKeyParameter key = PublicKeyFactory.createKey(spki);
        return switch (key) {
            case ECPublicKeyParameters ec when web && !isBrowsers(ec) ->
                    Optional.of(
                            "the elliptic curve "
                                    + curve(ec)
                                    + ", where clients take P-256, P-384 and P-521 by name");
            case DSAPublicKeyParameters _ when web ->
                    Optional.of("DSA, which no TLS 1.3 client takes");
            default -> Optional.empty();
        };
    }

    /// Read without BouncyCastle's test whether the modulus may be two primes' product, which costs
    /// more than all the rest of a judgement.
    private static Optional<RSAPublicKey> rsa(SubjectPublicKeyInfo spki) throws IOException {
        ASN1ObjectIdentifier kind = spki.getAlgorithm().getAlgorithm();
        return kind.equals(PKCSObjectIdentifiers.rsaEncryption)
                        || kind.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
                ? Optional.of(RSAPublicKey.getInstance(spki.parsePublicKey()))
                : Optional.empty();
    }

    private static Optional<String> rsaWeakness(RSAPublicKey rsa, int least) {
        int bits = rsa.getModulus().bitLength();
        if (bits < least) {
            return Optional.of("RSA of " + bits + " bits, under " + least);
        }
        boolean broken =
                rsa.getPublicExponent().bitLength() < 2 || !rsa.getPublicExponent().testBit(0);
        return broken
                ? Optional.of("RSA with the exponent " + rsa.getPublicExponent())
                : Optional.empty();
    }

    private static boolean isBrowsers(ECPublicKeyParameters ec) {
        return ec.getParameters() instanceof ECNamedDomainParameters named
                && BROWSERS.contains(named.getName().getId());
    }

    private static int bits(ECPublicKeyParameters ec) {
        return ec.getParameters().getCurve().getFieldSize();
    }

    private static String curve(ECPublicKeyParameters ec) {
        if (!(ec.getParameters() instanceof ECNamedDomainParameters named)) {
            return bits(ec) + " bits";
        }
        ASN1ObjectIdentifier oid = named.getName();
        return switch (oid.getId()) {
            case "1.2.840.10045.3.1.7" -> "P-256";
            case "1.3.132.0.34" -> "P-384";
            case "1.3.132.0.35" -> "P-521";
            case "1.3.132.0.33" -> "P-224";
            default -> {
                String name = org.bouncycastle.asn1.x9.ECNamedCurveTable.getName(oid);
                yield name == null ? oid.getId() : name;
            }
        };
    }

    private static String algorithm(SubjectPublicKeyInfo spki) {
        return switch (spki.getAlgorithm().getAlgorithm().getId()) {
            case "1.3.101.112" -> "Ed25519";
            case "1.3.101.113" -> "Ed448";
            default -> new DefaultAlgorithmNameFinder().getAlgorithmName(spki.getAlgorithm());
        };
    }
}
