package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.at;
import static dev.watchkeeper.finding.Samples.fault;
import static dev.watchkeeper.finding.Samples.fleet;
import static dev.watchkeeper.finding.Samples.leaf;
import static dev.watchkeeper.finding.Samples.presented;
import static dev.watchkeeper.finding.Samples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TlsObservation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class InterceptionTest {
    // fault 85
    @Test
    void aPortalThatAnswersForEveryNameIsOneFindingAboutTheNetworkHere() {
        List<Finding> found = Rules.evaluate(portal(4, 1));

        assertThat(found).hasSize(5);
        Finding root = found.getFirst();
        assertThat(root.key()).isEqualTo(Interception.KEY);
        assertThat(root.statement().title()).contains("4 endpoints");
        assertThat(found.subList(1, 5))
                .allSatisfy(f -> {
                    assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_WRONG_NAME);
                    assertThat(f.severity()).isEqualTo(Severity.UNKNOWN);
                    assertThat(f.statement().cause()).isEqualTo(Optional.of(Interception.KEY));
                });
    }

    @Test
    void twoNamesWithOneWrongCertificateAreTheirServersFault() {
        assertThat(Rules.evaluate(portal(2, 1)))
                .hasSize(2)
                .allSatisfy(f -> assertThat(f.statement().cause()).isEmpty());
    }

    @Test
    void differentWrongCertificatesAreTheirServersFault() {
        assertThat(Rules.evaluate(portal(4, 2)))
                .hasSize(4)
                .allSatisfy(f -> assertThat(f.severity()).isNotEqualTo(Severity.UNKNOWN));
    }

    /// So many names, whose servers present so many certificates, none of which is for its name.
    private static FleetSnapshot portal(int names, int certificates) {
        var endpoints = new ArrayList<TlsEndpoint>();
        var seen = new ArrayList<TlsObservation>();
        for (int i = 0; i < names; i++) {
            var endpoint = TlsEndpoint.of("n" + i + ".example.org", 443);
            var until = NOW.plus(Duration.ofDays(80)).plusSeconds(i % certificates);
            endpoints.add(endpoint);
            seen.add(
                    presented(
                            at(endpoint, "192.0.2." + i),
                            NOW,
                            List.of(leaf(NOW.minus(Duration.ofDays(10)), until)),
                            fault(Kind.WRONG_NAME)));
        }
        return snapshot(fleet(endpoints, List.of()), seen.toArray(TlsObservation[]::new));
    }
}
