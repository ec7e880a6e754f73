package dev.watchkeeper.tls;

import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.DepthRow.Verdict;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.bouncycastle.cert.ct.SignedCertificateTimestampList;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The signed certificate timestamps of a leaf (RFC 6962 3.3): in the certificate, in the stapled
/// OCSP response, and in an extension of the handshake. Decoded; their signatures are the logs' and
/// are not checked. Pure.
final class TimestampDepth {
    private static final String INSIDE = "timestamps in the certificate";
    private static final String IN_OCSP = "timestamps in the OCSP response";
    private static final String IN_TLS = "timestamps in the handshake";
    private static final String NO_HANDSHAKE = "no handshake in which they could come was finished";
    private static final ASN1ObjectIdentifier OCSP_TIMESTAMPS =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.5");

    /// Of one place; two or three are usual.
    private static final int MOST = 20;

    private final Instant now;

    private TimestampDepth(Instant now) {
        this.now = now;
    }

    /// @param leaf in DER
    /// @param stapled empty when no handshake was finished in which something could be stapled
    static List<DepthRow> rows(byte[] leaf, Optional<Stapled> stapled, Instant now) {
        var depth = new TimestampDepth(now);
        var rows = new ArrayList<DepthRow>();
        depth.add(
                rows,
                INSIDE,
                () -> new CertificateFields(new X509CertificateHolder(leaf)).timestamps());
        if (stapled.isEmpty()) {
            rows.add(unknown(IN_OCSP, NO_HANDSHAKE));
            rows.add(unknown(IN_TLS, NO_HANDSHAKE));
        } else {
            Optional<Der> ocsp = stapled.get().ocsp();
            Optional<Der> list = stapled.get().timestamps();
            depth.add(rows, IN_OCSP, () -> ocsp.isEmpty() ? List.of() : ofOcsp(ocsp.get().bytes()));
            depth.add(rows, IN_TLS, () -> list.isEmpty() ? List.of() : decoded(list.get().bytes()));
        }
        boolean some =
                rows.stream()
                        .map(DepthRow::verdict)
                        .anyMatch(v -> v == Verdict.GOOD || v == Verdict.BAD);
        return some ? rows.stream().filter(r -> !isNone(r)).toList() : rows;
    }

    private static boolean isNone(DepthRow row) {
        return row.value().equals("none");
    }

    private void add(
            List<DepthRow> rows, String what, Callable<List<SignedCertificateTimestamp>> read) {
        try {
            List<SignedCertificateTimestamp> all = read.call();
            if (all.isEmpty()) {
                rows.add(
                        DepthRow.note(
                                Topic.TRANSPARENCY,
                                what,
                                "none",
                                "Nothing to do for a private authority; browsers refuse a public"
                                        + " one without any."));
            }
            all.stream().limit(MOST).forEach(t -> rows.add(row(what, t)));
        } catch (Exception | StackOverflowError e) {
            rows.add(
                    unknown(
                            what,
                            e instanceof Exception x
                                    ? "they cannot be read: " + CertificateReader.reason(x)
                                    : "they are nested too deeply"));
        }
    }

    private static DepthRow unknown(String what, String why) {
        return DepthRow.unknown(Topic.TRANSPARENCY, what, why, "Ask again.");
    }

    private DepthRow row(String what, SignedCertificateTimestamp sct) {
        Instant at = Instant.ofEpochMilli(sct.getTimestamp());
        String value = ExtensionText.timestamp(sct);
        return at.isAfter(now)
                ? DepthRow.bad(
                        Topic.TRANSPARENCY,
                        what,
                        value + ", in the future",
                        "Check this workstation's clock, then ask the issuer.")
                : DepthRow.good(Topic.TRANSPARENCY, what, value);
    }

    private static List<SignedCertificateTimestamp> ofOcsp(byte[] response)
            throws IOException, OCSPException {
        var all = new ArrayList<SignedCertificateTimestamp>();
        if (new OCSPResp(response).getResponseObject() instanceof BasicOCSPResp basic) {
            for (SingleResp single : basic.getResponses()) {
                Extension extension = single.getExtension(OCSP_TIMESTAMPS);
                if (extension != null) {
                    all.addAll(
                            decoded(
                                    ASN1OctetString.getInstance(extension.getParsedValue())
                                            .getOctets()));
                }
            }
        }
        return all;
    }

    private static List<SignedCertificateTimestamp> decoded(byte[] list) {
        return CertificateFields.timestamps(SignedCertificateTimestampList.getInstance(list));
    }
}
