package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.DOCS;
import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.at;
import static dev.watchkeeper.finding.Samples.builderHost;
import static dev.watchkeeper.finding.Samples.failed;
import static dev.watchkeeper.finding.Samples.fleet;
import static dev.watchkeeper.finding.Samples.notProbed;
import static dev.watchkeeper.finding.Samples.presented;
import static dev.watchkeeper.finding.Samples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class ReachRulesTest {
    private static final Fleet ONE = fleet(List.of(DOCS), List.of());

    @Test
    void anEndpointWithoutAnyAnswerIsUnreachable() {
        Finding f = only(snapshot(ONE, failed(at(DOCS, "192.0.2.1"), Failure.TIMED_OUT)));
        assertThat(f.kind()).isEqualTo(FindingKind.ENDPOINT_UNREACHABLE);
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.statement().title()).isEqualTo("docs.example.org: no answer in time");
    }

    @Test
    void eachFailureHasItsOwnWords() {
        // fault 5
        assertThat(
                        List.of(
                                        Failure.NAME_NOT_RESOLVED,
                                        Failure.REFUSED,
                                        Failure.TIMED_OUT,
                                        Failure.UNREACHABLE,
                                        Failure.RESET,
                                        Failure.CLOSED,
                                        Failure.NOT_TLS,
                                        Failure.WRONG_PROTOCOL,
                                        Failure.STARTTLS_NOT_OFFERED,
                                        Failure.STARTTLS_REFUSED,
                                        Failure.PLAINTEXT_AFTER_STARTTLS,
                                        Failure.HANDSHAKE_REFUSED)
                                .stream()
                                .map(f -> only(snapshot(ONE, failed(at(DOCS, "192.0.2.1"), f))))
                                .map(f -> f.statement().title()))
                .doesNotHaveDuplicates()
                .hasSize(12);
    }

    @Test
    void oneDeadAddressOfTwoIsNamed() {
        // fault 7
        Finding f =
                only(
                        snapshot(
                                ONE,
                                presented(at(DOCS, "192.0.2.1"), NOW),
                                failed(at(DOCS, "2001:db8::1"), Failure.TIMED_OUT)));
        assertThat(f.kind()).isEqualTo(FindingKind.ENDPOINT_PARTLY_UNREACHABLE);
        assertThat(f.statement().title()).endsWith("at 2001:db8::1");
    }

    @Test
    void aFlappingTargetIsAFindingOnlyAfterSoManyFailures() {
        // fault 86
        Schedule s = Schedule.DEFAULT;
        Thresholds d = Thresholds.DEFAULT;
        var patient =
                new Schedule(
                        s.tlsEvery(),
                        s.hostEvery(),
                        s.tlsDeadline(),
                        s.hostDeadline(),
                        s.staleAfter(),
                        3,
                        s.retention());
        Fleet fleet =
                new Fleet(
                        List.of(DOCS),
                        List.of(),
                        List.of(),
                        new Thresholds(d.certificates(), d.hosts(), patient));
        TlsObservation down = failed(at(DOCS, "192.0.2.1"), Failure.REFUSED);
        TlsObservation up = presented(at(DOCS, "192.0.2.1"), NOW);
        assertThat(Rules.evaluate(snapshot(fleet, down, down, up, down, down))).isEmpty();
        assertThat(Rules.evaluate(snapshot(fleet, down, down, down))).hasSize(1);
        assertThat(Rules.evaluate(snapshot(fleet, down, down, down, up))).isEmpty();
    }

    @Test
    void aWorkstationWithoutNetworkIsOneFindingAndTheRestItsSymptoms() {
        // faults 84, 85
        List<TlsEndpoint> endpoints = endpoints(200);
        List<Host> hosts = List.of(builderHost("builder1"));
        var seen = new ArrayList<TlsObservation>();
        endpoints.forEach(e -> seen.add(failed(at(e, "192.0.2.7"), Failure.UNREACHABLE)));
        TlsEndpoint here = TlsEndpoint.of("localhost", 8443);
        seen.add(presented(at(here, "127.0.0.1"), NOW));
        endpoints.add(here);
        var fold = new Fold(snapshot(fleet(endpoints, hosts), seen.toArray(TlsObservation[]::new)));
        fold.add(notProbed(hosts.getFirst(), Phase.RESOLVE, Reason.NAME_NOT_RESOLVED));

        List<Finding> found = Rules.evaluate(fold.at(NOW));
        assertThat(found).hasSize(202);
        assertThat(found.getFirst().key()).isEqualTo(ConsoleRules.OFFLINE);
        assertThat(found.stream().filter(f -> f.statement().cause().isEmpty())).hasSize(1);
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.UNKNOWN);
        assertThat(Headline.of(fold.at(NOW), found)).isEqualTo("This workstation is offline");
    }

    @Test
    void manyServersThatRefuseAreNotAnOfflineWorkstation() {
        List<TlsEndpoint> endpoints = endpoints(20);
        TlsObservation[] seen =
                endpoints.stream()
                        .map(e -> failed(at(e, "192.0.2.7"), Failure.REFUSED))
                        .toArray(TlsObservation[]::new);
        List<Finding> found = Rules.evaluate(snapshot(fleet(endpoints, List.of()), seen));
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.CRITICAL);
    }

    @Test
    void aWorkstationWithoutIpv6MakesItsIpv6AddressesNotes() {
        List<TlsEndpoint> endpoints = endpoints(4);
        var seen = new ArrayList<TlsObservation>();
        for (TlsEndpoint e : endpoints) {
            seen.add(presented(at(e, "192.0.2.7"), NOW));
            seen.add(failed(at(e, "2001:db8::7"), Failure.UNREACHABLE));
        }
        List<Finding> found =
                Rules.evaluate(
                        snapshot(fleet(endpoints, List.of()), seen.toArray(TlsObservation[]::new)));
        assertThat(found).hasSize(5);
        assertThat(found.getFirst().key()).isEqualTo(ConsoleRules.NO_IPV6);
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.LOW);
    }

    @Test
    void oldObservationsAreOneStaleFinding() {
        List<TlsEndpoint> endpoints = endpoints(30);
        TlsObservation[] seen =
                endpoints.stream()
                        .map(e -> presented(at(e, "192.0.2.7"), NOW.minus(Duration.ofMinutes(16))))
                        .toArray(TlsObservation[]::new);
        Finding f = only(snapshot(fleet(endpoints, List.of()), seen));
        assertThat(f.kind()).isEqualTo(FindingKind.DATA_STALE);
        assertThat(f.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(f.statement().title())
                .isEqualTo("30 of 30 targets: last asked up to 16 min ago");
    }

    @Test
    void aBrokenFleetFileIsAFinding() {
        var fold = new Fold(FleetSnapshot.empty(ONE, NOW));
        fold.fleet(ONE, List.of("fleet.yaml:3:5: unknown key 'adress'"));
        Finding f = only(fold.at(NOW));
        assertThat(f.kind()).isEqualTo(FindingKind.FLEET_FILE_BROKEN);
        assertThat(f.statement().evidence().getFirst().text()).contains("adress");
    }

    private static List<TlsEndpoint> endpoints(int n) {
        return new ArrayList<>(
                IntStream.range(0, n)
                        .mapToObj(i -> TlsEndpoint.of("e" + i + ".example", 443))
                        .toList());
    }

    private static Finding only(FleetSnapshot snapshot) {
        List<Finding> found = Rules.evaluate(snapshot);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
