package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.ServerProgram;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.Optional;

/// How far the newest certificate for one address has come: from the archive of the client that
/// renews it, over the file that the server's configuration names, to what is served.
///
/// @param served what the address presents
/// @param host the host of the fleet that serves there, where it is known
/// @param archived the newest that a client has got for the name, where one is known
/// @param configured the file that the host's server names for it, where it is known
/// @param stop the first hop at which it stopped
public record Deployment(
        Presented served,
        Optional<Host> host,
        Optional<Archived> archived,
        Optional<Configured> configured,
        Stop stop) {
    /// The newest certificate of a lineage.
    ///
    /// @param host where the client keeps it
    /// @param leaf of the newest
    /// @param observedAt when the host was asked
    public record Archived(
            Host host, String client, Lineage lineage, Parsed leaf, Instant observedAt) {
        /// Whether a certificate is the newest of the lineage or the one before it.
        boolean isOf(Parsed certificate) {
            return leaf.sha256().equals(certificate.sha256())
                    || lineage.before()
                            .flatMap(StoredCertificate::leaf)
                            .filter(b -> b.sha256().equals(certificate.sha256()))
                            .isPresent();
        }

        /// When the client got it, or began to be valid where the file does not tell.
        public Instant since() {
            return lineage.newest().flatMap(StoredCertificate::changed).orElse(leaf.notBefore());
        }
    }

    /// The certificate in a file that a server's configuration names.
    ///
    /// @param leaf the first one in it
    /// @param observedAt when the host was asked
    public record Configured(
            Host host,
            ServerUse use,
            StoredCertificate file,
            Parsed leaf,
            Optional<ServerProgram> server,
            Instant observedAt) {
        /// When the file changed last, or the certificate began to be valid.
        public Instant since() {
            return file.changed().orElse(leaf.notBefore());
        }
    }

    /// Where it stopped.
    public sealed interface Stop {
        /// All that is known agrees.
        record Nowhere() implements Stop {}

        /// A newer one is in the archive than in the file that the server names.
        record NotDeployed() implements Stop {}

        /// A newer one is in the file than is served.
        record NotLoaded() implements Stop {}

        /// A newer one is in the archive than is served; what the server names is not known.
        record NotServed() implements Stop {}

        /// Something else is served than the server's configuration names, and nobody can say why.
        record Unexplained() implements Stop {}
    }
}
