package dev.watchkeeper.tls;

import org.bouncycastle.tls.AlertDescription;

/// Alerts of RFC 8446 6 by name.
final class Alerts {
    private Alerts() {}

    /// Such as `handshake_failure (40)`.
    static String name(int code) {
        return AlertDescription.getText((short) code).replaceFirst("\\((\\d+)\\)$", " ($1)");
    }

    /// Whether a client that offers more, or older, could get further.
    static boolean asksForSomethingElse(int code) {
        return switch (code) {
            case AlertDescription.handshake_failure,
                    AlertDescription.protocol_version,
                    AlertDescription.insufficient_security,
                    AlertDescription.illegal_parameter,
                    AlertDescription.decode_error,
                    AlertDescription.internal_error ->
                    true;
            default -> false;
        };
    }

    /// One sentence for a person.
    static String sentence(int code) {
        String meaning =
                switch (code) {
                    case AlertDescription.handshake_failure ->
                            "it shares no cipher suite or setting with this client";
                    case AlertDescription.protocol_version ->
                            "it speaks no version that we offered";
                    case AlertDescription.unrecognized_name -> "it does not know this name";
                    case AlertDescription.certificate_required, AlertDescription.bad_certificate ->
                            "it demands a client certificate";
                    default -> "";
                };
        return "the server refused the handshake with alert "
                + name(code)
                + (meaning.isEmpty() ? "" : ": " + meaning);
    }
}
