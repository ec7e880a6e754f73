package dev.watchkeeper.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a query of an alerting rule looks at, and with how much left of a certificate it is true.
///
/// A query is followed as far as it is linear in the end of a certificate and the time, which is
/// how thresholds are written: `x - time() < 86400 * 14`, `(x - time()) / 86400 < 14`, `x < time()
/// + 14 * 24 * 3600`.
///
/// @param selectors what it takes
/// @param remaining the most that may be left of a certificate for it to be true; empty where it
///   does not look at that or not in a way that is understood
/// @param looksAtExpiry whether it takes the end of a certificate at all
record PrometheusQuery(
        List<PrometheusSelector> selectors, Optional<Duration> remaining, boolean looksAtExpiry) {
    /// Series of blackbox_exporter, ssl_exporter and x509-certificate-exporter: notAfter in
    /// seconds.
    static final Set<String> EXPIRIES =
            Set.of(
                    "probe_ssl_earliest_cert_expiry",
                    "probe_ssl_last_chain_expiry_timestamp_seconds",
                    "ssl_cert_not_after",
                    "x509_cert_not_after");

    PrometheusQuery {
        selectors = List.copyOf(selectors);
    }

    /// @param recorded the queries of recording rules by the names of their series
    static PrometheusQuery of(String text, Map<String, String> recorded) {
        var reader = new PrometheusQueryReader(recorded);
        boolean understood = reader.reads(text);
        return new PrometheusQuery(
                reader.selectors(),
                understood
                        ? reader.remaining().stream()
                                .max(Double::compare)
                                .map(PrometheusTime::seconds)
                        : Optional.empty(),
                reader.selectors().stream().anyMatch(s -> EXPIRIES.contains(s.metric())));
    }
}
