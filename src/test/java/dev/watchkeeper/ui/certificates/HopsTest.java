package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.certificates.SampleCertificates.NOW;
import static dev.watchkeeper.ui.certificates.SampleCertificates.archive;
import static dev.watchkeeper.ui.certificates.SampleCertificates.leaf;
import static dev.watchkeeper.ui.certificates.SampleCertificates.lockedServer;
import static dev.watchkeeper.ui.certificates.SampleCertificates.served;
import static dev.watchkeeper.ui.certificates.SampleCertificates.server;
import static dev.watchkeeper.ui.certificates.SampleCertificates.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.certificates.Hop.State;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The four hops of a certificate.
final class HopsTest {
    private static final String NAME = "docs.example.org";
    private static final TlsEndpoint DOCS = TlsEndpoint.of(NAME, 443);
    private static final Host QUEEN = Host.of("ant-queen");
    private static final Host PROXY = Host.of("proxy1");
    private static final Duration LIFETIME = Duration.ofDays(90);
    private static final Parsed OLD = leaf(NAME, LIFETIME, NOW.plus(Duration.ofDays(5)));
    private static final Parsed NEW = leaf(NAME, LIFETIME, NOW.plus(Duration.ofDays(80)));

    private static List<Hop> hops(FleetSnapshot snapshot) {
        CertificateRow row =
                CertificateRows.of(SampleCertificates.report(snapshot)).stream()
                        .filter(r -> r.target().label().equals("proxy1"))
                        .findFirst()
                        .orElseThrow();
        return Hops.of(snapshot, row);
    }

    private static List<Hop> hops(Parsed archived, Parsed inFile, Parsed served) {
        return hops(
                snapshot(
                        List.of(served(DOCS, "proxy1", served)),
                        List.of(QUEEN, PROXY),
                        List.of(),
                        Map.of(
                                "ant-queen", archive(archived),
                                "proxy1", server(NAME, inFile))));
    }

    private static List<Hop> withoutHosts(TlsObservation... seen) {
        return hops(snapshot(List.of(seen), List.of(), List.of(), Map.of()));
    }

    private static List<State> states(List<Hop> hops) {
        return hops.stream().map(Hop::state).toList();
    }

    @Test
    void whenAllServeTheNewestAllHopsAgree() {
        List<Hop> all = hops(NEW, NEW, NEW);

        assertThat(all)
                .extracting(Hop::title)
                .containsExactly(
                        "Archive of the client",
                        "File on disk",
                        "Server's configuration",
                        "Served");
        assertThat(states(all)).containsOnly(State.SAME);
        assertThat(all.getFirst().place()).isEqualTo("certbot in /etc/letsencrypt on ant-queen");
        assertThat(all.get(1).place()).isEqualTo("/etc/ssl/docs.pem on proxy1");
        assertThat(all.get(2).place()).isEqualTo("nginx at /etc/nginx/sites/docs:12 on proxy1");
    }

    @Test
    void aRenewedOneThatWasNotCopiedStopsAtTheFile() {
        assertThat(states(hops(NEW, OLD, OLD)))
                .containsExactly(State.SAME, State.STOPPED, State.BEHIND, State.BEHIND);
    }

    @Test
    void aFileThatWasNotLoadedStopsAtTheAddress() {
        List<Hop> all = hops(NEW, NEW, OLD);

        assertThat(states(all)).containsExactly(State.SAME, State.SAME, State.SAME, State.STOPPED);
        assertThat(all.getLast().words()).contains("reload it");
    }

    @Test
    void anOlderFileUnderANewerServedOneIsNoStopButSaysWhatAReloadWouldDo() {
        List<Hop> all = hops(OLD, OLD, NEW);

        assertThat(states(all)).containsExactly(State.SAME, State.OLDER, State.SAME, State.SAME);
        assertThat(all.get(1).words()).contains("A reload would bring this older one back");
    }

    @Test
    void withoutAHostTheArchiveAloneTellsThatItIsNotServed() {
        List<Hop> all =
                hops(
                        snapshot(
                                List.of(served(DOCS, "proxy1", OLD)),
                                List.of(QUEEN),
                                List.of(),
                                Map.of("ant-queen", archive(NEW))));

        assertThat(states(all))
                .containsExactly(State.SAME, State.UNKNOWN, State.UNKNOWN, State.STOPPED);
    }

    @Test
    void whatIsNotKnownSaysWhatWouldMakeItKnown() {
        List<Hop> all = withoutHosts(served(DOCS, "proxy1", OLD));

        assertThat(states(all))
                .containsExactly(State.UNKNOWN, State.UNKNOWN, State.UNKNOWN, State.SAME);
        assertThat(all.getFirst().words()).contains("`renews: [docs.example.org:443]`");
        assertThat(all.get(1).words()).contains("the name or the address of proxy1");
        assertThat(all.get(2).words()).contains("the name or the address of proxy1");
    }

    @Test
    void aHostThatWasNotAskedYetIsNamed() {
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("certbot", "renew"),
                        Duration.ofMinutes(5),
                        List.of(DOCS.id()),
                        List.of(),
                        false,
                        Optional.empty());
        List<Hop> all =
                hops(
                        snapshot(
                                List.of(served(DOCS, "proxy1", OLD)),
                                List.of(QUEEN, PROXY),
                                List.of(renewal),
                                Map.of()));

        assertThat(all.getFirst().words()).isEqualTo("ant-queen was not asked for it yet.");
        assertThat(all.get(1).words()).isEqualTo("proxy1 was not asked for it yet.");
    }

    @Test
    void aFileThatOnlyRootMayReadIsSaidWithItsPath() {
        List<Hop> all =
                hops(
                        snapshot(
                                List.of(served(DOCS, "proxy1", OLD)),
                                List.of(PROXY),
                                List.of(),
                                Map.of("proxy1", lockedServer(NAME))));

        assertThat(all.get(1).state()).isEqualTo(State.UNKNOWN);
        assertThat(all.get(1).words())
                .isEqualTo("/etc/nginx/sites/docs:12 names /etc/ssl/docs.pem: it needs root");
        assertThat(all.get(2).state()).isEqualTo(State.UNKNOWN);
        assertThat(all.get(2).place()).isEqualTo("nginx at /etc/nginx/sites/docs:12");
    }

    @Test
    void aServerThatNamesNothingForTheNameSaysWhatCouldNotBeRead() {
        RenewalAutomation other = lockedServer("www.example.org");
        List<Hop> all =
                hops(
                        snapshot(
                                List.of(served(DOCS, "proxy1", OLD)),
                                List.of(PROXY),
                                List.of(),
                                Map.of("proxy1", other)));

        assertThat(all.get(2).words())
                .contains("names a certificate for docs.example.org on port 443")
                .contains("Not read there: /etc/ssl/docs.pem")
                .contains("`sudo: true` for proxy1");
    }

    @Test
    void anAddressThatServesAnOlderOneThanTheOthersIsTheStop() {
        List<Hop> all = withoutHosts(served(DOCS, "proxy1", NEW), served(DOCS, "proxy2", OLD));

        assertThat(all.get(3).state()).isEqualTo(State.SAME);
        assertThat(all.get(4).place()).isEqualTo("by proxy2");
        assertThat(all.get(4).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void anAddressThatDoesNotAnswerIsUnknownAndNotGood() {
        List<Hop> all =
                withoutHosts(
                        served(DOCS, "proxy1", NEW),
                        Samples.failed(
                                Samples.at(DOCS, "proxy2"), TlsObservation.Failure.TIMED_OUT));

        assertThat(all.getLast().state()).isEqualTo(State.UNKNOWN);
        assertThat(all.getLast().words()).contains("it did not work");
    }

    @Test
    void ofManyAddressesThoseThatDisagreeAreShownAndTheRestIsCounted() {
        TlsObservation[] pool =
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> served(DOCS, "proxy" + i, i == 33 ? OLD : NEW))
                        .toArray(TlsObservation[]::new);
        List<Hop> all = withoutHosts(pool);

        assertThat(all).hasSize(3 + 1 + Hops.MOST_ADDRESSES + 1);
        assertThat(all.get(4).place()).isEqualTo("by proxy33");
        assertThat(all.getLast().place()).isEqualTo("by 27 more addresses");
        assertThat(all.getLast().state()).isEqualTo(State.SAME);
    }
}
