package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/// Reads certificates for people. What cannot be read becomes a value, never an exception.
final class CertificateReader {
    private static final int CAPACITY = 20_000;
    private static final int MAX_TEXT = 2_000;

    private final BoundedCache<String, ServedCertificate> known = new BoundedCache<>(CAPACITY);

    ServedCertificate read(Der der) {
        return known.get(der.sha256())
                .orElseGet(() -> {
                    ServedCertificate read = parse(der);
                    known.put(der.sha256(), read);
                    return read;
                });
    }

    private static ServedCertificate parse(Der der) {
        try {
            return parsed(der, new X509CertificateHolder(der.bytes()));
        } catch (IOException | RuntimeException e) {
            // BouncyCastle's getters throw what they like on malformed fields.
            return new ServedCertificate.Unparseable(
                    der.sha256(), der.size(), reason(e), PemText.of(der));
        }
    }

    private static ServedCertificate parsed(Der der, X509CertificateHolder holder)
            throws IOException {
        byte[] spki = holder.getSubjectPublicKeyInfo().getEncoded("DER");
        return new ServedCertificate.Parsed(
                name(holder.getSubject().getEncoded("DER")),
                SubjectAltNames.of(holder).shown(),
                name(holder.getIssuer().getEncoded("DER")),
                holder.getSerialNumber(),
                holder.getNotBefore().toInstant(),
                holder.getNotAfter().toInstant(),
                PublicKeys.describe(holder.getSubjectPublicKeyInfo()),
                signature(holder),
                der.sha256(),
                Der.sha256Of(spki),
                der.size(),
                PemText.of(der));
    }

    private static String name(byte[] encoded) {
        return VisibleText.capped(new X500Principal(encoded).getName(), MAX_TEXT);
    }

    /// In the manner of Java's `Signature` names: `SHA256withRSA`.
    static String signature(X509CertificateHolder holder) {
        return new DefaultSignatureNameFinder()
                .getAlgorithmName(holder.getSignatureAlgorithm())
                .replace("WITH", "with")
                .replace("ANDMGF1", "andMGF1");
    }

    /// As `openssl x509 -serial` prints it, in lower case.
    static String hex(BigInteger serial) {
        String hex = serial.abs().toString(16);
        return (serial.signum() < 0 ? "-" : "") + (hex.length() % 2 == 0 ? hex : "0" + hex);
    }

    static String reason(Exception e) {
        List<String> causes =
                java.util.stream.Stream.<Throwable>iterate(e, c -> c != null, c -> c.getCause())
                        .limit(3)
                        .map(c ->
                                c.getMessage() == null
                                        ? c.getClass().getSimpleName()
                                        : c.getMessage())
                        .distinct()
                        .toList();
        return VisibleText.capped(String.join(": ", causes), 300);
    }
}
