package dev.watchkeeper.tls;

import java.util.Optional;

/// What a server sends beside its leaf in a handshake.
///
/// @param ocsp the OCSP response (RFC 6066 8)
/// @param timestamps the list of signed certificate timestamps (RFC 6962 3.3.1), as it came
record Stapled(Optional<Der> ocsp, Optional<Der> timestamps) {
    static final Stapled NOTHING = new Stapled(Optional.empty(), Optional.empty());
}
