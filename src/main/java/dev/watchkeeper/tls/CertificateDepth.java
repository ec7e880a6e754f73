package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.bouncycastle.cert.ct.SignedCertificateTimestampList;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a leaf says of itself, field by field. Pure.
final class CertificateDepth {
    // RFC 7633: TLS feature 5 is status_request.
    private static final ASN1ObjectIdentifier TLS_FEATURE =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;
    private static final Map<KeyPurposeId, String> PURPOSES =
            Map.of(
                    KeyPurposeId.id_kp_serverAuth, "serverAuth",
                    KeyPurposeId.id_kp_clientAuth, "clientAuth",
                    KeyPurposeId.id_kp_codeSigning, "codeSigning",
                    KeyPurposeId.id_kp_emailProtection, "emailProtection",
                    KeyPurposeId.id_kp_OCSPSigning, "OCSPSigning",
                    KeyPurposeId.anyExtendedKeyUsage, "any");

    private CertificateDepth() {}

    static List<DepthRow> rows(Presented seen, Instant now) {
        if (!(seen.leaf() instanceof Parsed leaf)) {
            return List.of(
                    DepthRow.bad(
                            Topic.CERTIFICATE,
                            "leaf",
                            "cannot be parsed",
                            "Have it issued again, by software that encodes it as RFC 5280 says."));
        }
        try {
            var holder = new X509CertificateHolder(PemText.der(leaf.pem()));
            List<DepthRow> rows = new ArrayList<>();
            rows.add(key(leaf, holder));
            rows.add(signature(leaf, holder));
            rows.add(purposes(holder));
            rows.add(mustStaple(holder));
            rows.add(lifetime(leaf));
            rows.addAll(timestamps(holder, now));
            return rows;
        } catch (IOException | RuntimeException e) {
            return List.of(
                    DepthRow.unknown(
                            Topic.CERTIFICATE,
                            "leaf",
                            CertificateReader.reason(e),
                            "Have it issued again."));
        }
    }

    private static DepthRow key(Parsed leaf, X509CertificateHolder holder) throws IOException {
        return PublicKeys.weakness(holder.getSubjectPublicKeyInfo(), Purpose.TLS_SERVER)
                .map(w ->
                        DepthRow.bad(
                                Topic.CERTIFICATE,
                                "key",
                                leaf.key() + ": " + w,
                                "Renew with a new key: EC P-256, or RSA of 2048 bits or more."))
                .orElseGet(() -> DepthRow.good(Topic.CERTIFICATE, "key", leaf.key()));
    }

    private static DepthRow signature(Parsed leaf, X509CertificateHolder holder) {
        String algorithm = CertificateReader.signature(holder);
        boolean weak = algorithm.matches("(?i)(MD\\d|SHA-?1)(with)?.*");
        return weak
                ? DepthRow.bad(
                        Topic.CERTIFICATE,
                        "signature",
                        leaf.signatureAlgorithm(),
                        "Have it issued again with SHA-256: no client should believe this one.")
                : DepthRow.good(Topic.CERTIFICATE, "signature", leaf.signatureAlgorithm());
    }

    private static DepthRow purposes(X509CertificateHolder holder) {
        ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
        String what = "extended key usage";
        if (usage == null) {
            return DepthRow.note(
                    Topic.CERTIFICATE,
                    what,
                    "none, good for anything",
                    "Ask the issuer for serverAuth: publicly trusted ones must have it.");
        }
        List<KeyPurposeId> all = List.of(usage.getUsages());
        String value =
                all.stream()
                        .map(p -> Optional.ofNullable(PURPOSES.get(p)).orElse(p.getId()))
                        .collect(Collectors.joining(", "));
        if (!all.contains(KeyPurposeId.id_kp_serverAuth)) {
            return DepthRow.bad(
                    Topic.CERTIFICATE, what, value, "Have it issued again with serverAuth.");
        }
        return all.contains(KeyPurposeId.id_kp_clientAuth)
                ? DepthRow.note(
                        Topic.CERTIFICATE,
                        what,
                        value,
                        "Do not count on clientAuth: public authorities are leaving it out.")
                : DepthRow.good(Topic.CERTIFICATE, what, value);
    }

    private static DepthRow mustStaple(X509CertificateHolder holder) {
        Extension feature = holder.getExtension(TLS_FEATURE);
        boolean must =
                feature != null
                        && Stream.of(ASN1Sequence.getInstance(feature.getParsedValue()).toArray())
                                .anyMatch(f -> ASN1Integer.getInstance(f).hasValue(STATUS_REQUEST));
        return must
                ? DepthRow.note(
                        Topic.CERTIFICATE,
                        "must-staple",
                        "demanded",
                        "See to it that the server staples at all times, or renew without it.")
                : DepthRow.good(Topic.CERTIFICATE, "must-staple", "not demanded");
    }

    private static DepthRow lifetime(Parsed leaf) {
        String what = "lifetime";
        if (leaf.neverExpires()) {
            return DepthRow.note(
                    Topic.CERTIFICATE, what, "no expiry", "Give it an end, and renew before it.");
        }
        OptionalInt most = LifetimeLimit.mostDays(leaf.notBefore());
        // Both ends count.
        double days = leaf.lifetime().plusSeconds(1).toSeconds() / 86_400.0;
        String value = "%d days".formatted((long) Math.ceil(days));
        if (most.isEmpty() || days <= most.getAsInt()) {
            return DepthRow.good(
                    Topic.CERTIFICATE,
                    what,
                    value + (most.isPresent() ? " of at most " + most.getAsInt() : ""));
        }
        return DepthRow.note(
                Topic.CERTIFICATE,
                what,
                value + ", over the " + most.getAsInt() + " of public authorities",
                "Nothing to do for a private authority; a public one must issue it shorter.");
    }

    private static List<DepthRow> timestamps(X509CertificateHolder holder, Instant now) {
        String what = "signed certificate timestamps";
        SignedCertificateTimestampList list =
                SignedCertificateTimestampList.fromExtensions(holder.getExtensions());
        if (list == null || list.size() == 0) {
            return List.of(
                    DepthRow.note(
                            Topic.TRANSPARENCY,
                            what,
                            "none in the certificate",
                            "Nothing to do for a private authority; browsers refuse a public one"
                                    + " without."));
        }
        List<DepthRow> rows = new ArrayList<>();
        for (Object entry : list.getSCTs()) {
            var sct = (SignedCertificateTimestamp) entry;
            Instant at = Instant.ofEpochMilli(sct.getTimestamp());
            String value =
                    VisibleText.capped(
                            "log %s at %s"
                                    .formatted(
                                            Base64.getEncoder().encodeToString(sct.getLogID()), at),
                            200);
            rows.add(
                    at.isAfter(now)
                            ? DepthRow.bad(
                                    Topic.TRANSPARENCY,
                                    what,
                                    value + ", in the future",
                                    "Check this workstation's clock, then ask the issuer.")
                            : DepthRow.good(Topic.TRANSPARENCY, what, value));
        }
        return rows;
    }
}
