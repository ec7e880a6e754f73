package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.PrometheusMetrics.Sample;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.ReportedCertificate.Identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one probe or one certificate of an exporter left in series, put together from several
/// families. The series of one scrape have the same labels but for those that a family adds.
final class ProbeSeries {
    private static final Set<String> ADDED =
            Set.of(
                    "version",
                    "fingerprint_sha256",
                    "issuer",
                    "subject",
                    "serialnumber",
                    "subjectalternative");

    private final Map<String, String> labels;
    private Optional<Boolean> succeeded = Optional.empty();
    private Optional<Instant> notAfter = Optional.empty();
    private Optional<Instant> notBefore = Optional.empty();
    private Optional<Instant> pathNotAfter = Optional.empty();
    private Optional<Identity> identity = Optional.empty();
    private Optional<String> protocol = Optional.empty();

    ProbeSeries(Map<String, String> labels) {
        this.labels = labels;
    }

    /// The labels that all series of one scrape have.
    static Map<String, String> common(Map<String, String> labels) {
        if (labels.keySet().stream().noneMatch(ADDED::contains)) {
            return labels;
        }
        var common = new HashMap<>(labels);
        common.keySet().removeAll(ADDED);
        return Map.copyOf(common);
    }

    void take(Family family, Sample sample) {
        switch (family) {
            case SUCCESS -> succeeded = Optional.of(sample.value() != 0);
            case EXPIRY, FILE_EXPIRY -> notAfter = SampleTimes.instant(sample.value());
            case FILE_BEGIN -> notBefore = SampleTimes.instant(sample.value());
            case PATH_EXPIRY -> pathNotAfter = SampleTimes.instant(sample.value());
            case CHAIN -> identity = identity(sample.labels());
            case VERSION -> protocol = Optional.ofNullable(sample.labels().get("version"));
        }
    }

    private static Optional<Identity> identity(Map<String, String> labels) {
        return Optional.of(
                new Identity(
                        labels.getOrDefault("subject", ""),
                        labels.getOrDefault("issuer", ""),
                        labels.getOrDefault("serialnumber", ""),
                        labels.getOrDefault("fingerprint_sha256", "")));
    }

    Map<String, String> labels() {
        return labels;
    }

    String instance() {
        return labels.getOrDefault("instance", "");
    }

    Optional<Boolean> succeeded() {
        return succeeded;
    }

    /// The common name of a certificate in a file; empty where it has none.
    String commonName() {
        return labels.getOrDefault("subject_CN", "");
    }

    /// Where a certificate in a file lies; empty for what was probed.
    Optional<String> file() {
        String path = labels.getOrDefault("filepath", "");
        String secret = labels.getOrDefault("secret_name", "");
        if (!path.isEmpty()) {
            return Optional.of(path);
        }
        return secret.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "secret %s/%s %s"
                                .formatted(
                                        labels.getOrDefault("secret_namespace", ""),
                                        secret,
                                        labels.getOrDefault("secret_key", "")));
    }

    boolean isOfFile() {
        return labels.containsKey("subject_CN");
    }

    /// What it tells of a certificate, if it does.
    Optional<ReportedCertificate> certificate() {
        return notAfter.map(end ->
                new ReportedCertificate(
                        end,
                        notBefore,
                        pathNotAfter,
                        isOfFile() ? file().or(() -> Optional.of("a file")) : Optional.empty(),
                        isOfFile() ? Optional.of(ofFile()) : identity,
                        protocol));
    }

    private Identity ofFile() {
        return new Identity(
                "CN=" + commonName(),
                "CN=" + labels.getOrDefault("issuer_CN", ""),
                labels.getOrDefault("serial_number", ""),
                "");
    }

    /// Job, instance and file: what a person finds it by.
    String words() {
        String where =
                "job %s, instance %s".formatted(labels.getOrDefault("job", "none"), instance());
        return ApiText.shown(file().map(f -> where + ", " + f).orElse(where));
    }

    /// The same short, as the place of an address.
    String place() {
        String where = labels.getOrDefault("job", "") + " " + instance();
        return ApiText.shown(file().map(f -> where + " " + f).orElse(where).strip());
    }

    /// The families of series that tell of certificates.
    enum Family {
        SUCCESS("probe_success"),
        EXPIRY("probe_ssl_earliest_cert_expiry"),
        PATH_EXPIRY("probe_ssl_last_chain_expiry_timestamp_seconds"),
        VERSION("probe_tls_version_info"),
        /// Without the list of names, which makes most of its size.
        CHAIN("max without (subjectalternative) (probe_ssl_last_chain_info)"),
        FILE_EXPIRY("x509_cert_not_after"),
        FILE_BEGIN("x509_cert_not_before");

        private final String query;

        Family(String query) {
            this.query = query;
        }

        String query() {
            return query;
        }
    }
}
