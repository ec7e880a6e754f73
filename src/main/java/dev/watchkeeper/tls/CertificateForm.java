package dev.watchkeeper.tls;

import static dev.watchkeeper.tls.StrictExtensions.bad;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Whether a certificate that a lenient parser takes is encoded as RFC 5280 4.1 and DER (X.690)
/// demand: a browser's parser is strict, since what two parsers read in two ways can be abused.
final class CertificateForm {
    private static final Pattern UTC =
            Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)Z");
    private static final Pattern GENERALIZED =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)Z");

    private CertificateForm() {}

    /// What is wrong with it, in words.
    static Optional<String> flaw(X509CertificateHolder holder, byte[] der) {
        try {
            check(holder, der);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(CertificateReader.reason(e));
        }
    }

    private static void check(X509CertificateHolder holder, byte[] der) throws IOException {
        ASN1Sequence certificate = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
        if (certificate.size() != 3 || !isDer(certificate, der)) {
            throw bad("the certificate is not in DER");
        }
        ASN1Sequence tbs = ASN1Sequence.getInstance(certificate.getObjectAt(0));
        checkVersion(tbs, holder);
        var validity = holder.toASN1Structure().getTBSCertificate();
        checkTime(validity.getStartDate());
        checkTime(validity.getEndDate());
        StrictNames.checkName(holder.getIssuer());
        StrictNames.checkName(holder.getSubject());
        checkFlags(tbs);
        checkEmptySubject(holder);
    }

    /// Whether the bytes are what is left when lengths and tags are written as DER does; the order
    /// of sets is let be, since many names have theirs wrong.
    static boolean isDer(ASN1Primitive value, byte[] octets) throws IOException {
        return Arrays.equals(value.getEncoded(ASN1Encoding.DL), octets);
    }

    /// Version 1 is left out, and only version 3 has extensions.
    private static void checkVersion(ASN1Sequence tbs, X509CertificateHolder holder) {
        if (tbs.getObjectAt(0) instanceof ASN1TaggedObject tagged) {
            ASN1Integer version = ASN1Integer.getInstance(tagged, true);
            if (!version.hasValue(1) && !version.hasValue(2)) {
                throw bad("a version that is not 2 or 3 is written out");
            }
        }
        if (holder.getVersionNumber() < 3 && holder.hasExtensions()) {
            throw bad("extensions in a certificate of version " + holder.getVersionNumber());
        }
    }

    private static void checkTime(Time time) throws IOException {
        ASN1Primitive encoded = time.toASN1Primitive();
        boolean generalized = encoded instanceof ASN1GeneralizedTime;
        if (!generalized && !(encoded instanceof ASN1UTCTime)) {
            throw bad("a date of an unknown type");
        }
        byte[] tlv = encoded.getEncoded();
        String text = new String(tlv, 2, tlv.length - 2, StandardCharsets.US_ASCII);
        Matcher m = (generalized ? GENERALIZED : UTC).matcher(text);
        if (!m.matches()) {
            throw bad("a date that is not to the second in UTC");
        }
        int year = Integer.parseInt(m.group(1));
        checkCalendar(generalized ? year : year + (year < 50 ? 2000 : 1900), m);
    }

    private static void checkCalendar(int year, Matcher m) {
        int[] parts = IntStream.range(2, 7).map(i -> Integer.parseInt(m.group(i))).toArray();
        try {
            LocalDateTime.of(year, parts[0], parts[1], parts[2], parts[3], parts[4]);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date that no calendar has", e);
        }
    }

    /// DER writes true as FF and leaves out the flag that is false.
    private static void checkFlags(ASN1Sequence tbs) throws IOException {
        if (!(tbs.getObjectAt(tbs.size() - 1) instanceof ASN1TaggedObject last)
                || last.getTagNo() != 3) {
            return;
        }
        for (ASN1Encodable e : ASN1Sequence.getInstance(last, true)) {
            ASN1Sequence extension = ASN1Sequence.getInstance(e);
            if (extension.size() == 3) {
                byte[] flag = ASN1Boolean.getInstance(extension.getObjectAt(1)).getEncoded();
                if (flag[2] != (byte) 0xff) {
                    throw bad("an extension's critical flag is not in DER");
                }
            }
            ASN1OctetString.getInstance(extension.getObjectAt(extension.size() - 1));
        }
    }

    /// RFC 5280 4.1.2.6.
    private static void checkEmptySubject(X509CertificateHolder holder) {
        Extension names = holder.getExtension(Extension.subjectAlternativeName);
        if (holder.getSubject().getRDNs().length == 0 && names != null && !names.isCritical()) {
            throw bad("the subject is empty and subjectAltName not critical");
        }
    }
}
