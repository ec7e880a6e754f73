package dev.watchkeeper.tls;

import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What a leaf says of itself, field by field. Pure.
final class CertificateDepth {
    private CertificateDepth() {}

    static List<DepthRow> rows(Presented seen) {
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
        String value = String.join(", ", new CertificateFields(holder).purposes());
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
        boolean must = new CertificateFields(holder).mustStaple();
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
}
