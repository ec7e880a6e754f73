package dev.watchkeeper.tls;

import java.time.Instant;

/// Whether the issuer of a certificate has taken it back, as far as its lists or responders tell
/// (RFC 5280 6.3, RFC 6960). The same for lists that were given, lists that were fetched and OCSP.
public sealed interface Revocation {
    /// Nobody was asked, or the certificate names nobody who could be.
    record NotChecked() implements Revocation {}

    /// Its issuer says that it stands.
    ///
    /// @param until when the answer ends (nextUpdate); `Instant.MAX` where it names no end
    record Good(Instant until) implements Revocation {}

    /// Its issuer has taken it back.
    ///
    /// @param at since when
    /// @param reason in words, such as `key compromise`; `unspecified` where none is given
    record Revoked(Instant at, String reason) implements Revocation {}

    /// Who should tell did not, or not in a way that can be believed. Unknown is not good.
    ///
    /// @param why one clause for a person, such as `the CRL of CN=X has expired`
    record Unknown(String why) implements Revocation {}
}
