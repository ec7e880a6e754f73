package dev.watchkeeper.cli;

import java.util.Base64;

/// One object in PEM (RFC 7468).
final class PemText {
    private PemText() {}

    /// The bytes between the lines of `label`; text around them is passed over.
    ///
    /// @throws IllegalArgumentException if there is none, more than one, or no base64; the message
    ///   says what to do
    static byte[] decode(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = pem.indexOf(begin);
        int to = from < 0 ? -1 : pem.indexOf(end, from);
        if (to < 0) {
            throw new IllegalArgumentException("no PEM between " + begin + " and " + end);
        }
        if (pem.indexOf("-----BEGIN ", from + begin.length()) >= 0) {
            throw new IllegalArgumentException("more than one PEM object; give one each");
        }
        String body = pem.substring(from + begin.length(), to).replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PEM that is not in base64", e);
        }
    }
}
