package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.net.URI;
import java.time.Duration;

/// Asks authorities when they want their certificates renewed.
@FunctionalInterface
public interface RenewalAdviser {
    /// Asks nobody.
    RenewalAdviser NONE =
            (_, leaf, _) ->
                    new SuggestedRenewal.Unknown(
                            "no authority is asked", leaf.notBefore(), leaf.notAfter());

    /// Asks one authority about one certificate that has not expired. Returns within `limit` of
    /// wall-clock time, whatever the authority does, and never throws for what it does.
    ///
    /// Blocks the calling (virtual) thread.
    ///
    /// @param directory of the authority (RFC 8555 7.1.1)
    SuggestedRenewal ask(URI directory, Parsed leaf, Duration limit);
}
