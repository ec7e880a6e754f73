package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A VPN that goes, as it looks to the rules: fault 85.
final class MovedTest {
    private static final TlsEndpoint PUBLIC = TlsEndpoint.of("www.example.org", 443);
    private static final TlsEndpoint INSIDE = TlsEndpoint.of("wiki.corp.example", 443);
    private static final Host BUILDER = Samples.builderHost("builder1");
    private static final Instant THEN = Samples.NOW.minus(Duration.ofMinutes(2));
    private static final NetworkChange GONE =
            new NetworkChange(
                    THEN.plusSeconds(30), List.of("wg0 10.8.0.2"), List.of("wlan0 192.0.2.7"));

    @Test
    void whatAnsweredUntilTheVpnWentIsOneFindingAboutTheWorkstation() {
        // fault 85
        List<Finding> found = evaluate(answered().add(GONE).add(away(INSIDE)).add(hostAway()));

        assertThat(found.getFirst().key()).isEqualTo(ConsoleRules.MOVED);
        assertThat(found.getFirst().statement().title())
                .isEqualTo(
                        "This workstation's network changed 1 min ago, and 2 targets have not"
                                + " answered since");
        assertThat(found.getFirst().statement().evidence().getFirst().text())
                .contains("wg0 10.8.0.2 is gone; wlan0 192.0.2.7 is new", "builder1");
        assertThat(found).extracting(Finding::severity).containsOnly(Severity.UNKNOWN);
        assertThat(found.stream().filter(f -> f.statement().cause().isPresent()))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(
                        FindingKind.ENDPOINT_UNREACHABLE, FindingKind.HOST_UNREACHABLE);
    }

    @Test
    void withoutAChangeTheyAreDown() {
        List<Finding> found = evaluate(answered().add(away(INSIDE)).add(hostAway()));

        assertThat(found).extracting(Finding::kind).doesNotContain(FindingKind.CONSOLE_OFFLINE);
        assertThat(found).extracting(Finding::severity).contains(Severity.CRITICAL);
    }

    @Test
    void whatFailedLongBeforeTheChangeIsNotOfIt() {
        NetworkChange late =
                new NetworkChange(
                        THEN.plus(Duration.ofHours(1)), List.of("wg0 10.8.0.2"), List.of());
        Fold fold = answered().add(late);
        Failed after =
                new Failed(
                        Samples.at(INSIDE, "192.0.2.2"),
                        late.at().plusSeconds(5),
                        Duration.ofSeconds(5),
                        Failure.TIMED_OUT,
                        "no answer");

        assertThat(evaluate(fold.add(after).add(hostAway())))
                .extracting(Finding::kind)
                .doesNotContain(FindingKind.CONSOLE_OFFLINE);
    }

    @Test
    void oneTargetAloneMayHaveFailedByItself() {
        assertThat(evaluate(answered().add(GONE).add(away(INSIDE))))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.ENDPOINT_UNREACHABLE);
    }

    @Test
    void whatRefusesIsThereAndIsDown() {
        Failed refused = Samples.failed(Samples.at(INSIDE, "192.0.2.2"), Failure.REFUSED);

        assertThat(evaluate(answered().add(GONE).add(refused).add(hostAway())))
                .extracting(Finding::kind)
                .doesNotContain(FindingKind.CONSOLE_OFFLINE);
    }

    private static List<Finding> evaluate(Fold fold) {
        return Rules.evaluate(fold.at(Samples.NOW));
    }

    /// All answered two minutes ago, and the public one just now.
    private static Fold answered() {
        var fleet = Samples.fleet(List.of(PUBLIC, INSIDE), List.of(BUILDER));
        return new Fold(FleetSnapshot.empty(fleet, THEN))
                .add(Samples.presented(Samples.at(INSIDE, "192.0.2.2"), THEN))
                .add(Samples.presented(Samples.at(PUBLIC, "192.0.2.1"), Samples.NOW))
                .add(Samples.probed(BUILDER, THEN, List.of(), List.of()));
    }

    private static Failed away(TlsEndpoint endpoint) {
        return Samples.failed(Samples.at(endpoint, "192.0.2.2"), Failure.TIMED_OUT);
    }

    private static dev.watchkeeper.host.HostObservation hostAway() {
        return Samples.notProbed(BUILDER, Phase.CONNECT, Reason.TIMED_OUT);
    }
}
