package dev.watchkeeper.tls;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One certificate of a served chain.
public sealed interface ServedCertificate {
    /// Lower-case hexadecimal SHA-256 of the DER encoding, 64 characters.
    String sha256();

    /// Size of the DER encoding in bytes.
    int size();

    /// The encoding in PEM (RFC 7468), readable or not.
    String pem();

    /// A certificate that could be read. Names are in RFC 4514 form with control characters
    /// escaped.
    ///
    /// @param subject distinguished name, may be empty
    /// @param subjectAltNames such as `DNS:example.org` or `IP:127.0.0.1`, in the order of the
    ///   extension
    /// @param issuer distinguished name
    /// @param serialNumber as encoded, may be negative in a broken certificate
    /// @param notBefore start of validity
    /// @param notAfter end of validity; year 9999 means no expiry (RFC 5280 4.1.2.5)
    /// @param key such as `EC P-256` or `RSA 2048`
    /// @param signatureAlgorithm such as `SHA256withECDSA`
    /// @param sha256 see above
    /// @param spkiSha256 lower-case hexadecimal SHA-256 of the SubjectPublicKeyInfo
    /// @param size see above
    /// @param pem the certificate in PEM
    record Parsed(
            String subject,
            List<String> subjectAltNames,
            String issuer,
            BigInteger serialNumber,
            Instant notBefore,
            Instant notAfter,
            String key,
            String signatureAlgorithm,
            String sha256,
            String spkiSha256,
            int size,
            String pem)
            implements ServedCertificate {
        private static final Instant NO_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");

        public Parsed {
            subjectAltNames = List.copyOf(subjectAltNames);
        }

        /// Lower-case hexadecimal, two digits a byte, as `openssl x509 -serial` prints it in upper
        /// case.
        public String serialHex() {
            return CertificateReader.hex(serialNumber);
        }

        /// `notAfter - notBefore`; never negative.
        public Duration lifetime() {
            Duration d = Duration.between(notBefore, notAfter);
            return d.isNegative() ? Duration.ZERO : d;
        }

        /// Remaining fraction of the lifetime at `now`: 1 at notBefore, 0 at notAfter, negative
        /// after it.
        public double remainingFraction(Instant now) {
            double whole = lifetime().toSeconds();
            return whole == 0 ? -1 : Duration.between(now, notAfter).toSeconds() / whole;
        }

        /// Whether notAfter is the 99991231235959Z of RFC 5280 4.1.2.5.
        public boolean neverExpires() {
            return !notAfter.isBefore(NO_EXPIRY);
        }
    }

    /// Bytes that no parser made sense of.
    ///
    /// @param reason in words
    /// @param pem the bytes as they came
    record Unparseable(String sha256, int size, String reason, String pem)
            implements ServedCertificate {}
}
