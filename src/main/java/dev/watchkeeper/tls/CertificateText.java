package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

import javax.security.auth.x500.X500Principal;

/// All that is in a certificate, for a person to read, as `openssl x509 -text` prints it. Whatever
/// the bytes are, this is a text: a field that cannot be read says so in its place. Free of control
/// characters, and of bounded length.
public final class CertificateText {
    /// Bytes of a value that are shown.
    static final int MOST_BYTES = 512;

    /// Of all extensions together; a certificate may hold thousands.
    private static final int MOST_EXTENSIONS = 200;

    private static final int LONGEST_NAME = 2_000;
    private static final int BYTES_A_LINE = 24;
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final List<String> lines = new ArrayList<>();

    private CertificateText() {}

    /// Lines, indented by blanks.
    public static List<String> of(ServedCertificate certificate) {
        var text = new CertificateText();
        byte[] der = PemText.der(certificate.pem());
        text.add(0, "Certificate, %d bytes in DER".formatted(der.length));
        try {
            text.certificate(new X509CertificateHolder(der));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            text.add(1, "Cannot be read: " + reason(e));
            text.bytes(2, der);
        }
        text.add(1, "SHA-256 Fingerprint: " + certificate.sha256());
        return List.copyOf(text.lines);
    }

    private void certificate(X509CertificateHolder holder) {
        field("Version", () -> String.valueOf(holder.getVersionNumber()));
        field("Serial Number", () -> serial(holder));
        field("Signature Algorithm", () -> signature(holder));
        field("Issuer", () -> name(holder.getIssuer().getEncoded("DER")));
        add(1, "Validity");
        field(2, "Not Before", () -> holder.getNotBefore().toInstant().toString());
        field(2, "Not After ", () -> holder.getNotAfter().toInstant().toString());
        field("Subject", () -> name(holder.getSubject().getEncoded("DER")));
        section("Subject Public Key", () -> key(holder.getSubjectPublicKeyInfo()));
        section("Extensions", () -> extensions(holder));
        section("Signature Value", () -> bytes(2, holder.getSignature()));
    }

    private static String serial(X509CertificateHolder holder) {
        return CertificateReader.hex(holder.getSerialNumber());
    }

    private static String signature(X509CertificateHolder holder) {
        return "%s (%s)"
                .formatted(
                        CertificateReader.signature(holder),
                        holder.getSignatureAlgorithm().getAlgorithm().getId());
    }

    private static String name(byte[] encoded) {
        return VisibleText.capped(new X500Principal(encoded).getName(), LONGEST_NAME);
    }

    private void key(SubjectPublicKeyInfo spki) {
        field(2, "Algorithm", () -> PublicKeys.describe(spki));
        field(2, "SPKI SHA-256", () -> Der.sha256Of(spki.getEncoded("DER")));
        bytes(2, spki.getPublicKeyData().getOctets());
    }

    private void extensions(X509CertificateHolder holder) {
        if (holder.getExtensions() == null) {
            add(2, "none");
            return;
        }
        ASN1ObjectIdentifier[] oids = holder.getExtensions().getExtensionOIDs();
        for (int i = 0; i < Math.min(oids.length, MOST_EXTENSIONS); i++) {
            extension(holder, holder.getExtension(oids[i]));
        }
        if (oids.length > MOST_EXTENSIONS) {
            add(2, "and %d more, not shown".formatted(oids.length - MOST_EXTENSIONS));
        }
    }

    private void extension(X509CertificateHolder holder, Extension extension) {
        String critical = extension.isCritical() ? ", critical" : "";
        add(2, ExtensionText.name(extension.getExtnId()) + critical);
        List<String> said;
        try {
            said = ExtensionText.lines(holder, extension);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            add(3, "cannot be read: " + reason(e));
            said = List.of();
        }
        if (said.isEmpty()) {
            bytes(3, extension.getExtnValue().getOctets());
        }
        said.forEach(l -> add(3, l));
    }

    private void field(String label, Callable<String> value) {
        field(1, label, value);
    }

    private void field(int depth, String label, Callable<String> value) {
        String said;
        try {
            said = value.call();
        } catch (Exception | StackOverflowError e) {
            said = "cannot be read: " + reason(e);
        }
        add(depth, label + ": " + said);
    }

    private void section(String title, Runnable body) {
        add(1, title);
        try {
            body.run();
        } catch (RuntimeException | StackOverflowError e) {
            add(2, "cannot be read: " + reason(e));
        }
    }

    /// In lines of hexadecimal; what is over the limit is counted.
    private void bytes(int depth, byte[] all) {
        int shown = Math.min(all.length, MOST_BYTES);
        for (int from = 0; from < shown; from += BYTES_A_LINE) {
            int to = Math.min(shown, from + BYTES_A_LINE);
            add(depth, COLONS.formatHex(all, from, to) + (to < all.length ? ":" : ""));
        }
        if (shown < all.length) {
            add(depth, "and %d more bytes".formatted(all.length - shown));
        }
    }

    private void add(int depth, String line) {
        lines.add("    ".repeat(depth) + line);
    }

    private static String reason(Throwable e) {
        return e instanceof Exception x ? CertificateReader.reason(x) : "nested too deeply";
    }
}
