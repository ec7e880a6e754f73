package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.bouncycastle.cert.X509CertificateHolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Certificates that lie in files, read as those that a server sends.
public final class StoredCertificates {
    private static final CertificateReader READER = new CertificateReader();
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:X509 )?CERTIFICATE)-----([^-]*)-----END \\1-----");

    private StoredCertificates() {}

    /// Reads certificates; what cannot be read becomes a value.
    ///
    /// @param encoded each in Base64 (RFC 7468), without its header; what is no Base64 is left out
    public static List<ServedCertificate> read(List<String> encoded) {
        var read = new ArrayList<ServedCertificate>();
        for (String text : encoded) {
            try {
                read.add(READER.read(Der.of(Base64.getMimeDecoder().decode(text))));
            } catch (IllegalArgumentException _) {
                // No Base64, so no certificate.
            }
        }
        return read;
    }

    /// Reads the certificates of a file, in its order; keys and all else in it are passed over.
    ///
    /// @param file PEM (RFC 7468), or one certificate in DER
    public static List<ServedCertificate> parse(byte[] file) {
        // A SEQUENCE with a long length; no text begins so.
        if (file.length > 1 && file[0] == 0x30 && file[1] < 0) {
            return List.of(READER.read(Der.of(file)));
        }
        var found = new ArrayList<String>();
        var matcher = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            found.add(matcher.group(2));
        }
        return read(found);
    }

    /// Whether a certificate is for a name (RFC 9525).
    ///
    /// @param name a DNS name or an IP address
    public static boolean covers(Parsed certificate, String name) {
        try {
            String text = certificate.pem().replaceAll("-----[A-Z ]+-----", "");
            byte[] der = Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            return HostNameMatch.matches(name, SubjectAltNames.of(new X509CertificateHolder(der)));
        } catch (IOException | RuntimeException _) {
            // A malformed extension names nothing.
            return false;
        }
    }
}
