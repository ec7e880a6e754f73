package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is in one extension of a certificate, in lines.
final class ExtensionText {
    private static final int MOST_LINES = 200;
    private static final int LONGEST = 500;
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final ASN1ObjectIdentifier TIMESTAMPS =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
    private static final ASN1ObjectIdentifier POISON =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
    private static final ASN1ObjectIdentifier OCSP_NO_CHECK =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.5");

    private static final Map<ASN1ObjectIdentifier, Named> KNOWN =
            Map.ofEntries(
                    entry(Extension.basicConstraints, "Basic Constraints", e -> basic(e)),
                    entry(Extension.keyUsage, "Key Usage", null),
                    entry(Extension.extendedKeyUsage, "Extended Key Usage", null),
                    entry(
                            Extension.subjectKeyIdentifier,
                            "Subject Key Identifier",
                            e -> subjectKey(e)),
                    entry(
                            Extension.authorityKeyIdentifier,
                            "Authority Key Identifier",
                            e -> authorityKey(e)),
                    entry(
                            Extension.subjectAlternativeName,
                            "Subject Alternative Name",
                            e -> names(GeneralNames.getInstance(e.getParsedValue()))),
                    entry(
                            Extension.issuerAlternativeName,
                            "Issuer Alternative Name",
                            e -> names(GeneralNames.getInstance(e.getParsedValue()))),
                    entry(
                            Extension.authorityInfoAccess,
                            "Authority Information Access",
                            e -> access(e)),
                    entry(
                            Extension.subjectInfoAccess,
                            "Subject Information Access",
                            e -> access(e)),
                    entry(
                            Extension.cRLDistributionPoints,
                            "CRL Distribution Points",
                            e -> points(e)),
                    entry(Extension.freshestCRL, "Freshest CRL", e -> points(e)),
                    entry(Extension.certificatePolicies, "Certificate Policies", e -> policies(e)),
                    entry(Extension.nameConstraints, "Name Constraints", e -> constraints(e)),
                    entry(CertificateFields.TLS_FEATURE, "TLS Feature", e -> features(e)),
                    entry(TIMESTAMPS, "CT Precertificate SCTs", null),
                    entry(POISON, "CT Precertificate Poison", _ -> List.of("no certificate yet")),
                    entry(OCSP_NO_CHECK, "OCSP No Check", _ -> List.of("present")));

    private ExtensionText() {}

    private record Named(String name, @Nullable Reader reader) {}

    private interface Reader {
        List<String> lines(Extension extension) throws IOException;
    }

    private static Map.Entry<ASN1ObjectIdentifier, Named> entry(
            ASN1ObjectIdentifier oid, String name, @Nullable Reader reader) {
        return Map.entry(oid, new Named(name, reader));
    }

    /// By its name where it has one here, and its OID.
    static String name(ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(KNOWN.get(oid))
                .map(n -> n.name() + " (" + oid.getId() + ")")
                .orElseGet(() -> VisibleText.capped(oid.getId(), LONGEST));
    }

    /// Empty when nobody here knows the extension.
    ///
    /// @throws IOException or a `RuntimeException`, if it cannot be read
    static List<String> lines(X509CertificateHolder holder, Extension extension)
            throws IOException {
        Named known = KNOWN.get(extension.getExtnId());
        if (known == null) {
            return List.of();
        }
        Reader reader = known.reader();
        List<String> all =
                reader == null
                        ? ofFields(new CertificateFields(holder), extension.getExtnId())
                        : reader.lines(extension);
        List<String> shown =
                new ArrayList<>(
                        all.stream()
                                .limit(MOST_LINES)
                                .map(l -> VisibleText.capped(l, LONGEST))
                                .toList());
        if (all.size() > MOST_LINES) {
            shown.add("and %d more".formatted(all.size() - MOST_LINES));
        }
        return shown;
    }

    private static List<String> ofFields(CertificateFields fields, ASN1ObjectIdentifier oid) {
        if (oid.equals(TIMESTAMPS)) {
            return fields.timestamps().stream().map(ExtensionText::timestamp).toList();
        }
        List<String> words = oid.equals(Extension.keyUsage) ? fields.keyUsage() : fields.purposes();
        return List.of(words.isEmpty() ? "none" : String.join(", ", words));
    }

    /// The log by its id in base64, as logs are listed.
    static String timestamp(SignedCertificateTimestamp sct) {
        return "log %s at %s"
                .formatted(
                        Base64.getEncoder().encodeToString(sct.getLogID()),
                        Instant.ofEpochMilli(sct.getTimestamp()));
    }

    private static List<String> basic(Extension e) {
        var basic = BasicConstraints.getInstance(e.getParsedValue());
        BigInteger most = basic.getPathLenConstraint();
        String length = most == null ? "" : ", path length " + most;
        return List.of((basic.isCA() ? "an authority" : "no authority") + length);
    }

    private static List<String> subjectKey(Extension e) {
        return List.of(hex(ASN1OctetString.getInstance(e.getParsedValue()).getOctets()));
    }

    private static List<String> authorityKey(Extension e) {
        var key = AuthorityKeyIdentifier.getInstance(e.getParsedValue());
        var lines = new ArrayList<String>();
        if (key.getKeyIdentifierOctets() != null) {
            lines.add("key " + hex(key.getKeyIdentifierOctets()));
        }
        if (key.getAuthorityCertIssuer() != null) {
            names(key.getAuthorityCertIssuer()).forEach(n -> lines.add("issuer " + n));
        }
        if (key.getAuthorityCertSerialNumber() != null) {
            lines.add("serial " + CertificateReader.hex(key.getAuthorityCertSerialNumber()));
        }
        return lines.isEmpty() ? List.of("empty") : lines;
    }

    private static String hex(byte[] bytes) {
        return COLONS.formatHex(bytes, 0, Math.min(bytes.length, 64));
    }

    private static List<String> names(GeneralNames names) {
        return Stream.of(names.getNames()).map(SubjectAltNames::shown).toList();
    }

    private static List<String> access(Extension e) {
        return Stream.of(
                        AuthorityInformationAccess.getInstance(e.getParsedValue())
                                .getAccessDescriptions())
                .map(d -> method(d) + " - " + SubjectAltNames.shown(d.getAccessLocation()))
                .toList();
    }

    private static String method(AccessDescription d) {
        ASN1ObjectIdentifier oid = d.getAccessMethod();
        return oid.equals(AccessDescription.id_ad_ocsp)
                ? "OCSP"
                : oid.equals(AccessDescription.id_ad_caIssuers) ? "CA Issuers" : oid.getId();
    }

    private static List<String> points(Extension e) {
        var lines = new ArrayList<String>();
        for (DistributionPoint p :
                CRLDistPoint.getInstance(e.getParsedValue()).getDistributionPoints()) {
            var name = p.getDistributionPoint();
            boolean full = name != null && name.getName() instanceof GeneralNames;
            lines.addAll(
                    full
                            ? names(GeneralNames.getInstance(name.getName()))
                            : List.of(name == null ? "no name" : name.getName().toString()));
            if (p.getCRLIssuer() != null) {
                names(p.getCRLIssuer()).forEach(n -> lines.add("issuer of the list " + n));
            }
        }
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static List<String> policies(Extension e) throws IOException {
        var lines = new ArrayList<String>();
        for (PolicyInformation p :
                CertificatePolicies.getInstance(e.getParsedValue()).getPolicyInformation()) {
            ASN1Sequence qualifiers = p.getPolicyQualifiers();
            lines.add(
                    p.getPolicyIdentifier().getId()
                            + (qualifiers == null ? "" : ", qualifiers " + qualifiers));
        }
        return lines;
    }

    private static List<String> constraints(Extension e) {
        var constraints = NameConstraints.getInstance(e.getParsedValue());
        var lines = new ArrayList<String>();
        subtrees("permitted", constraints.getPermittedSubtrees(), lines);
        subtrees("excluded", constraints.getExcludedSubtrees(), lines);
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static void subtrees(
            String kind, GeneralSubtree @Nullable [] trees, List<String> lines) {
        for (GeneralSubtree tree : trees == null ? new GeneralSubtree[0] : trees) {
            GeneralName base = tree.getBase();
            lines.add(kind + " " + SubjectAltNames.subtree(base));
        }
    }

    private static List<String> features(Extension e) {
        return Stream.of(ASN1Sequence.getInstance(e.getParsedValue()).toArray())
                .map(f -> ASN1Integer.getInstance(f).getValue())
                .map(f -> f.intValue() == 5 ? "status_request (5), must-staple" : f.toString())
                .toList();
    }
}
