package dev.watchkeeper.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Certificates in PEM (RFC 7468).
final class PemText {
    private PemText() {}

    static String of(Der der) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n"
                + lines.encodeToString(der.bytes())
                + "\n-----END CERTIFICATE-----\n";
    }

    /// The DER encoding of the one certificate of a text that is known to hold it.
    static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
