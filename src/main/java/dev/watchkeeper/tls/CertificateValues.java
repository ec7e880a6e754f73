package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.CertificateDifference.Side;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The values of one certificate's fields as they are compared; one that cannot be told is left
/// out.
final class CertificateValues {
    private static final int LONGEST = 2_000;

    private final Map<CertificateField, String> values = new EnumMap<>(CertificateField.class);

    private CertificateValues() {}

    static Map<CertificateField, String> of(Side side) {
        var all = new CertificateValues();
        all.put(CertificateField.FINGERPRINT, side.leaf()::sha256);
        if (side.leaf() instanceof Parsed p) {
            all.parsed(p);
            all.extensions(p);
        }
        if (side.whole()) {
            all.put(CertificateField.CHAIN, () -> chain(side.chain()));
        }
        return all.values;
    }

    private void parsed(Parsed p) {
        put(CertificateField.SUBJECT, p::subject);
        put(CertificateField.ISSUER, p::issuer);
        put(CertificateField.SERIAL_NUMBER, p::serialHex);
        put(CertificateField.NOT_BEFORE, p.notBefore()::toString);
        put(CertificateField.NOT_AFTER, p.notAfter()::toString);
        put(CertificateField.LIFETIME, () -> lifetime(p));
        put(CertificateField.KEY, p::key);
        put(CertificateField.PUBLIC_KEY, p::spkiSha256);
        put(CertificateField.SIGNATURE_ALGORITHM, p::signatureAlgorithm);
        put(CertificateField.NAMES, () -> list(p.subjectAltNames()));
    }

    private void extensions(Parsed p) {
        try {
            var holder = new X509CertificateHolder(PemText.der(p.pem()));
            var fields = new CertificateFields(holder);
            put(CertificateField.KEY_USAGE, () -> list(fields.keyUsage()));
            put(CertificateField.PURPOSES, () -> list(fields.purposes()));
            put(
                    CertificateField.MUST_STAPLE,
                    () -> fields.mustStaple() ? "demanded" : "not demanded");
            put(CertificateField.POLICIES, () -> list(fields.policies()));
            put(CertificateField.RESPONDERS, () -> list(fields.responders()));
            put(CertificateField.ISSUER_FILES, () -> list(fields.issuerFiles()));
            put(CertificateField.LISTS, () -> list(fields.lists()));
            put(CertificateField.TIMESTAMPS, () -> String.valueOf(fields.timestamps().size()));
            put(CertificateField.EXTENSIONS, () -> oids(holder));
        } catch (IOException | RuntimeException _) {
            // What is not put is unknown.
        }
    }

    private void put(CertificateField field, Supplier<String> value) {
        try {
            String said = value.get();
            values.put(field, said.isEmpty() ? "none" : VisibleText.capped(said, LONGEST));
        } catch (RuntimeException _) {
            // A malformed extension tells nothing.
            values.remove(field);
        }
    }

    private static String lifetime(Parsed p) {
        // Both ends count, and issuers differ in that.
        return p.neverExpires()
                ? "no expiry"
                : (p.lifetime().plusSeconds(1).toHours() + 12) / 24 + " days";
    }

    /// In one order, as theirs means nothing.
    private static String list(List<String> all) {
        return String.join(", ", all.stream().distinct().sorted().toList());
    }

    private static String oids(X509CertificateHolder holder) {
        return holder.getExtensions() == null
                ? ""
                : list(
                        Stream.of(holder.getExtensions().getExtensionOIDs())
                                .map(ASN1ObjectIdentifier::getId)
                                .toList());
    }

    private static String chain(List<ServedCertificate> chain) {
        return String.join(", ", chain.stream().skip(1).map(ServedCertificate::sha256).toList());
    }
}
