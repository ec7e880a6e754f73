package dev.watchkeeper.tls;

import java.util.Base64;

/// Certificates in PEM (RFC 7468).
final class PemText {
    private PemText() {}

    /// The DER encoding of the one certificate of a text that is known to hold it.
    static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
