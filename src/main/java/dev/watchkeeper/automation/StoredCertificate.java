package dev.watchkeeper.automation;

import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A file of certificates on a host.
///
/// @param path as it is named
/// @param real where the links of that path lead
/// @param changed when the file last changed; empty where that was not to be seen
/// @param chain what is in it, in its order; empty where no certificate was found
public record StoredCertificate(
        String path, String real, Optional<Instant> changed, List<ServedCertificate> chain) {
    public StoredCertificate {
        chain = List.copyOf(chain);
    }

    /// The first one, which is the server's own, where it could be read.
    public Optional<Parsed> leaf() {
        return chain.stream().findFirst().filter(Parsed.class::isInstance).map(Parsed.class::cast);
    }
}
