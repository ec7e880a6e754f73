package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

import java.io.IOException;
import java.util.Optional;

/// Public keys in words, and which of them are too weak.
final class PublicKeys {
    private PublicKeys() {}

    /// Such as `EC P-256`, `RSA 2048` or `Ed25519`; an unknown kind by its name or OID.
    static String describe(SubjectPublicKeyInfo spki) {
        try {
            return switch (PublicKeyFactory.createKey(spki)) {
                case RSAKeyParameters rsa -> "RSA " + rsa.getModulus().bitLength();
                case ECPublicKeyParameters ec -> "EC " + curve(ec);
                case DSAPublicKeyParameters dsa -> "DSA " + dsa.getParameters().getP().bitLength();
                default -> algorithm(spki);
            };
        } catch (IOException | RuntimeException e) {
            return algorithm(spki) + " (unreadable)";
        }
    }

    /// Why the key is too weak, by NIST SP 800-57 and CA/Browser Forum BR 6.1.5; empty when it is
    /// not.
    static Optional<String> weakness(SubjectPublicKeyInfo spki) throws IOException {
        AsymmetricKeyParameter key = PublicKeyFactory.createKey(spki);
        return switch (key) {
            case RSAKeyParameters rsa when rsa.getModulus().bitLength() < 2048 ->
                    Optional.of("RSA of " + rsa.getModulus().bitLength() + " bits, under 2048");
            case ECPublicKeyParameters ec when bits(ec) < 224 ->
                    Optional.of("an elliptic curve of " + bits(ec) + " bits, under 224");
            case DSAPublicKeyParameters dsa -> Optional.of("DSA, which no TLS 1.3 client takes");
            default -> Optional.empty();
        };
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
