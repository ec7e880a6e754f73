package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What series tell of a certificate. All else of it is unknown: whether it is trusted and for this
/// name, its chain, its revocation.
///
/// @param notAfter the end of validity; of a served chain the earliest of all its certificates,
///   which may be an intermediate's
/// @param notBefore start of validity; known of a file only
/// @param pathNotAfter until when the exporter could verify the chain that was served
/// @param file where the certificate lies; what is served there is then not known
/// @param identity of the leaf, where the series have it
/// @param protocol such as `TLS 1.3`
public record ReportedCertificate(
        Instant notAfter,
        Optional<Instant> notBefore,
        Optional<Instant> pathNotAfter,
        Optional<String> file,
        Optional<Identity> identity,
        Optional<String> protocol) {
    /// The lifetime that is assumed where nothing tells when it began: the one that most
    /// authorities give.
    public static final Duration ASSUMED_LIFETIME = Duration.ofDays(90);

    private static final Instant NO_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");

    /// Of which certificate it is told.
    ///
    /// @param subject as the exporter writes it
    /// @param issuer as the exporter writes it
    /// @param serial as the exporter writes it
    /// @param sha256 lower-case hexadecimal; may be empty
    public record Identity(String subject, String issuer, String serial, String sha256) {}

    public boolean neverExpires() {
        return !notAfter.isBefore(NO_EXPIRY);
    }

    public boolean expired(Instant now) {
        return !neverExpires() && now.isAfter(notAfter);
    }

    /// The lifetime, or where it is not known, [#ASSUMED_LIFETIME].
    public Duration lifetime() {
        return notBefore
                .map(b -> Duration.between(b, notAfter))
                .filter(Duration::isPositive)
                .orElse(ASSUMED_LIFETIME);
    }

    /// What it is that ends, in words.
    public String words() {
        return file.map(f -> "certificate in " + f).orElse("certificate chain");
    }
}
