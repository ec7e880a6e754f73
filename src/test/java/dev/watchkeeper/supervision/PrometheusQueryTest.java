package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/// Which thresholds are read out of queries.
final class PrometheusQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "probe_ssl_earliest_cert_expiry{job=\"tls\"} - time() < 86400 * 14 | 14",
                "(probe_ssl_earliest_cert_expiry - time()) / 86400 < 14 | 14",
                "probe_ssl_earliest_cert_expiry - time() < 14 * 24 * 3600 | 14",
                "probe_ssl_earliest_cert_expiry < time() + 86400 * 7 | 7",
                "86400 * 3 >= probe_ssl_earliest_cert_expiry - time() | 3",
                "3 <= round((last_over_time(probe_ssl_earliest_cert_expiry[10m]) - time()) / 86400,"
                        + " 0.1) < 20 | 20",
                "min by (instance) (x509_cert_not_after{a!~'b.*'} offset 5m) - time() < 30d | 30",
                "min(ssl_cert_not_after) without (x) - time() <= bool 2w | 14",
                "probe_ssl_last_chain_expiry_timestamp_seconds - time() < 864000 and on(instance)"
                        + " probe_success == 1 | 10",
                "-(time() - probe_ssl_earliest_cert_expiry) < 86400 | 1",
                "probe_ssl_earliest_cert_expiry - time() < 8.64e4 * 5 # five days | 5",
                "probe_ssl_earliest_cert_expiry - time() < 2^2 * 86400 | 4",
            })
    void theDaysThatMayBeLeftAreRead(String query, int days) {
        var read = PrometheusQuery.of(query, Map.of());

        assertThat(read.remaining()).contains(Duration.ofDays(days));
        assertThat(read.looksAtExpiry()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "probe_ssl_earliest_cert_expiry - time() > 86400",
                "probe_ssl_earliest_cert_expiry < 86400",
                "probe_ssl_earliest_cert_expiry - time() < on(instance) limit_days * 86400",
                "probe_ssl_earliest_cert_expiry - time() <",
                "probe_ssl_earliest_cert_expiry * time() < 5",
            })
    void whatIsNoThresholdIsNotRead(String query) {
        var read = PrometheusQuery.of(query, Map.of());

        assertThat(read.remaining()).isEmpty();
        assertThat(read.looksAtExpiry()).isTrue();
    }

    @Test
    void aRecordedSeriesIsFollowed() {
        var recorded =
                Map.of(
                        "tls:left:days",
                        "(probe_ssl_earliest_cert_expiry{job=\"a\"} - time())/86400");

        var read = PrometheusQuery.of("tls:left:days{env=\"x\"} < 21", recorded);

        assertThat(read.remaining()).contains(Duration.ofDays(21));
        assertThat(read.selectors().getFirst().matchers())
                .extracting(PrometheusMatcher::name)
                .containsExactly("job", "env");
    }

    @Test
    void queriesThatAreWrittenToTakeForEverEnd() {
        var circle = Map.of("a", "b + b", "b", "a + a");

        assertThat(PrometheusQuery.of("a < 1", circle).remaining()).isEmpty();
        assertThat(PrometheusQuery.of("(".repeat(19_000), Map.of()).remaining()).isEmpty();
        assertThat(PrometheusQuery.of("2^".repeat(9_000) + "2", Map.of()).remaining()).isEmpty();
        assertThat(PrometheusQuery.of("x".repeat(1_000_000), Map.of()).remaining()).isEmpty();
        var slow = PrometheusMatcher.of("a", PrometheusMatcher.Op.LIKE, "(x+x+)+y");
        assertThat(slow.matches(Map.of("a", "x".repeat(900)))).isFalse();
    }

    @Test
    void aSelectorTakesWhatItsMatchersAllow() {
        var query = PrometheusQuery.of("up{job=~\"a|b\",instance!=\"x\"} == 0", Map.of());
        PrometheusSelector up = query.selectors().getFirst();

        assertThat(up.metric()).isEqualTo("up");
        assertThat(up.mayTake(Map.of("job", "b", "instance", "y"))).isTrue();
        assertThat(up.mayTake(Map.of("job", "b", "instance", "x"))).isFalse();
        assertThat(up.mayTake(Map.of("job", "ab", "instance", "y"))).isFalse();
    }
}
