package dev.watchkeeper.tls;

import java.io.IOException;
import java.util.List;

/// A way of speaking TLS as a client that collects the served chain and refuses nothing.
interface Handshake {
    /// Runs on a connected connection.
    ///
    /// @param serverName sent as SNI; empty sends none
    /// @throws IOException for what the transport does: closed, reset, not TLS
    Result run(Connection connection, String serverName) throws IOException;

    /// What came of it.
    sealed interface Result {}

    /// A chain was served.
    ///
    /// @param chain in the order served, not empty
    /// @param unfinished why the handshake did not finish after it; empty when it did
    record Captured(
            List<Der> chain,
            String protocol,
            String cipherSuite,
            boolean clientCertificateDemanded,
            String unfinished)
            implements Result {
        public Captured {
            chain = List.copyOf(chain);
        }
    }

    /// The server ended it with a fatal alert before it showed a certificate.
    record Alerted(int code) implements Result {}

    /// It broke on this side: a version, message or certificate that this implementation cannot
    /// take.
    record Broken(String reason) implements Result {}
}
