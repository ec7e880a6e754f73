package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.finding.Deployment.Configured;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Instant;
import java.util.Optional;

/// How far the newest certificate for an address has come.
///
/// @param archive what a client has got
/// @param file what the server is configured to serve
/// @param stop the first hop that disagrees, `NOWHERE` where all that is known agrees
record DeploymentJson(Optional<HopJson> archive, Optional<HopJson> file, Stop stop) {
    /// Where it stopped.
    enum Stop {
        NOWHERE,
        NOT_DEPLOYED,
        NOT_LOADED,
        NOT_SERVED,
        UNEXPLAINED
    }

    static DeploymentJson of(Deployment d) {
        return new DeploymentJson(
                d.archived().map(HopJson::of), d.configured().map(HopJson::of), stop(d.stop()));
    }

    private static Stop stop(Deployment.Stop stop) {
        return switch (stop) {
            case Deployment.Stop.Nowhere _ -> Stop.NOWHERE;
            case Deployment.Stop.NotDeployed _ -> Stop.NOT_DEPLOYED;
            case Deployment.Stop.NotLoaded _ -> Stop.NOT_LOADED;
            case Deployment.Stop.NotServed _ -> Stop.NOT_SERVED;
            case Deployment.Stop.Unexplained _ -> Stop.UNEXPLAINED;
        };
    }

    /// A certificate on its way.
    ///
    /// @param by the client that has it or the server that names it
    /// @param path of the file, where it is known
    /// @param since when it has been there
    record HopJson(
            String host,
            String by,
            Optional<String> path,
            String serial,
            Instant notBefore,
            Instant notAfter,
            Instant since,
            Instant observedAt) {
        private static HopJson of(Archived a) {
            return of(
                    a.host().name(),
                    a.client(),
                    a.lineage().newest().map(n -> n.path()),
                    a.leaf(),
                    a.since(),
                    a.observedAt());
        }

        private static HopJson of(Configured c) {
            return of(
                    c.host().name(),
                    c.use().program(),
                    Optional.of(c.file().path()),
                    c.leaf(),
                    c.since(),
                    c.observedAt());
        }

        private static HopJson of(
                String host,
                String by,
                Optional<String> path,
                Parsed leaf,
                Instant since,
                Instant observedAt) {
            return new HopJson(
                    host,
                    by,
                    path,
                    leaf.serialHex(),
                    leaf.notBefore(),
                    leaf.notAfter(),
                    since,
                    observedAt);
        }
    }
}
