package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one address of an endpoint did when it was asked for its certificate.
///
/// Everything that can be expected to go wrong is a value here and has its own words in [#text()].
public sealed interface TlsObservation {
    TlsTarget target();

    Instant observedAt();

    /// From connect to the verdict.
    Duration took();

    /// One sentence for a person.
    String text();

    /// The server presented a certificate, good or bad. Nothing is hidden because it is expired or
    /// untrusted.
    ///
    /// @param chain in the order served, leaf first; not empty
    /// @param protocol such as `TLSv1.3`
    /// @param cipherSuite the IANA name
    /// @param judgement the verdict on the chain
    /// @param clientCertificateDemanded whether the server asked for a certificate of the client's
    /// @param notes what else is worth knowing, such as "presents another certificate without SNI"
    record Presented(
            TlsTarget target,
            Instant observedAt,
            Duration took,
            List<ServedCertificate> chain,
            String protocol,
            String cipherSuite,
            Judgement judgement,
            boolean clientCertificateDemanded,
            List<String> notes)
            implements TlsObservation {
        public Presented {
            chain = List.copyOf(chain);
            notes = List.copyOf(notes);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("a presented chain has a leaf");
            }
        }

        public ServedCertificate leaf() {
            return chain.getFirst();
        }

        @Override
        public String text() {
            return judgement.faults().isEmpty()
                    ? "certificate is good"
                    : judgement.faults().getFirst().text();
        }
    }

    /// It was not asked: a supervision's series tell of its certificate, and only what they can.
    ///
    /// @param observedAt when the sample was taken, by the console's clock
    /// @param took reading the source, for all that was read with it
    /// @param source the name of the supervision
    /// @param series which one it is, such as `job blackbox, instance https://docs.example.org`
    /// @param succeeded what the exporter says of its own probe; empty where it makes none
    record Reported(
            TlsTarget target,
            Instant observedAt,
            Duration took,
            String source,
            String series,
            ReportedCertificate certificate,
            Optional<Boolean> succeeded)
            implements TlsObservation {
        @Override
        public String text() {
            String end =
                    certificate.neverExpires() ? "never ends" : "ends " + certificate.notAfter();
            return "%s reports that its %s %s".formatted(source, certificate.words(), end);
        }
    }

    /// No certificate was seen.
    ///
    /// @param failure which kind
    /// @param text one sentence for a person, already free of control characters
    record Failed(TlsTarget target, Instant observedAt, Duration took, Failure failure, String text)
            implements TlsObservation {}

    /// Why no certificate was seen. Each is its own result.
    enum Failure {
        /// The name has no address, or the resolver did not answer.
        NAME_NOT_RESOLVED,
        /// The port is closed.
        REFUSED,
        /// The wall-clock limit passed; the text names the phase.
        TIMED_OUT,
        /// No route to the address.
        UNREACHABLE,
        /// The connection was reset during the handshake.
        RESET,
        /// Closed without a word during the handshake.
        CLOSED,
        /// Something other than TLS answered; the text says what it spoke.
        NOT_TLS,
        /// The port speaks another protocol than the one that STARTTLS was to be asked in.
        WRONG_PROTOCOL,
        /// The server does not offer STARTTLS, or something on the way strips the offer.
        STARTTLS_NOT_OFFERED,
        /// The server refused STARTTLS, or to talk at all.
        STARTTLS_REFUSED,
        /// Something in the clear came after the agreement, which may be injected on the way.
        PLAINTEXT_AFTER_STARTTLS,
        /// The server sent an alert or spoke only versions that nobody should; the text says which.
        HANDSHAKE_REFUSED,
        /// The handshake broke for a reason of ours or theirs that has no kind of its own.
        BROKEN,
        /// This workstation has no network at all.
        OFFLINE,
        /// The source that is to tell of it could not be read.
        SOURCE_UNREADABLE,
        /// The source has no series that tells of it.
        NOT_REPORTED,
        /// The source reports that its own probe failed, and tells of no certificate.
        REPORTED_DOWN
    }
}
