package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.Optional;

/// When clients on their hosts renew a certificate, as read from their own configuration.
@FunctionalInterface
public interface ClientRules {
    /// No client is known.
    ClientRules NONE = (_, _) -> Optional.empty();

    /// @return empty where no client is known to renew it, or its rule could not be read
    Optional<RenewalRule> of(TlsEndpoint endpoint, Parsed leaf);
}
