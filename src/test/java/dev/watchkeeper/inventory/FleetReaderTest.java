package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

final class FleetReaderTest {
    private final Fleet example = example();

    @Test
    void readsTheExamplesEndpoints() {
        assertThat(example.endpoints())
                .extracting(TlsEndpoint::id)
                .containsExactly(
                        "docs.example.org:443",
                        "mail.example.org:993",
                        "smtp.example.org:2525",
                        "chat.example.org:5222",
                        "shop.example.org:443",
                        "www.example.org:443");
        assertThat(example.endpoints())
                .extracting(TlsEndpoint::startTls)
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(StartTls.SMTP),
                        Optional.of(StartTls.XMPP),
                        Optional.empty(),
                        Optional.empty());
        assertThat(example.endpoints().get(0).backends())
                .containsExactly(
                        new Backend("proxy1", "192.0.2.1", 443),
                        new Backend("proxy2", "192.0.2.2", 443));
        assertThat(example.endpoints().get(1).backends())
                .containsExactly(
                        new Backend("2001:db8::25", "2001:db8::25", 993),
                        new Backend("[2001:db8::26]:1993", "2001:db8::26", 1993));
        assertThat(example.trustAnchors())
                .containsExactly(Path.of("assets/company-root.pem").toAbsolutePath());
        assertThat(example.knownHosts())
                .containsExactly(Path.of("assets/company_known_hosts").toAbsolutePath());
    }

    @Test
    void readsTheExamplesHosts() {
        var access =
                new SshAccess(
                        "builder1.internal",
                        Optional.of("watchkeeper"),
                        OptionalInt.of(22),
                        Optional.of(Path.of("/home/admin/.ssh/id_ed25519")),
                        Optional.of("bastion"));

        assertThat(example.host("builder1"))
                .contains(
                        new Host(
                                "builder1",
                                HostRole.BUILDER,
                                access,
                                List.of("etcd", "glusterfsd"),
                                true));
    }

    @Test
    void readsTheExamplesSources() {
        assertThat(example.endpoint("shop.example.org:443").orElseThrow().source())
                .contains(Source.of("prometheus"));
        assertThat(example.host("builder2").orElseThrow().source())
                .contains(new Source("prometheus", Optional.of("10.0.0.12:9100")));
        assertThat(example.endpoint("www.example.org:443").orElseThrow().source()).isEmpty();
    }

    @Test
    void readsTheExamplesRenewals() {
        assertThat(example.renewals())
                .containsExactly(
                        new Renewal(
                                "docs",
                                "ant-queen",
                                List.of("certbot", "renew", "--cert-name", "docs.example.org"),
                                Duration.ofMinutes(10),
                                List.of("docs.example.org:443"),
                                List.of("docs.example.org:443", "builder1"),
                                true,
                                Optional.of("nightly.yml"),
                                Optional.of("/var/lib/renewal/lock"),
                                Optional.empty(),
                                new RenewalTiming(
                                        Optional.of(Duration.ofDays(30)),
                                        Optional.of(Duration.ofDays(1)),
                                        Optional.of(
                                                URI.create(
                                                        "https://acme-v02.api.letsencrypt.org/directory"))),
                                List.of("ansible-playbook", "deploy-certificates.yml")));
    }

    @Test
    void theExampleShowsTheDefaultsOfEveryThreshold() {
        assertThat(example.thresholds()).isEqualTo(Thresholds.DEFAULT);
    }

    @Test
    void anEndpointsOwnThresholdsKeepTheFleetsWhereTheyAreSilent() {
        Fleet fleet =
                Readings.good(
                        """
                        endpoints: [{name: a.example, thresholds: {critical: 10%}}]
                        thresholds: {certificates: {warning: 0.5, high: 20 %}}
                        """);

        CertificateThresholds own = fleet.endpoints().getFirst().thresholds().orElseThrow();
        assertThat(own.warning()).isEqualTo(0.5);
        assertThat(own.high()).isEqualTo(0.2);
        assertThat(own.critical()).isEqualTo(0.1);
    }

    @Test
    void aPileUpOfOneNameKeepsTheOthersDefaults() {
        Fleet fleet = Readings.good("thresholds: {hosts: {pile-up-by-name: {df: 9}}}");

        assertThat(fleet.thresholds().hosts().pileUpOf("df")).isEqualTo(9);
        assertThat(fleet.thresholds().hosts().pileUpOf("certbot")).isEqualTo(2);
    }

    @Test
    void everyAgeGoesDownToSeconds() {
        Fleet fleet =
                Readings.good(
                        """
                        thresholds:
                          hosts: {stuck-after: 1s, leftover-after: 2s, clock-offset: 500ms}
                          schedule: {stale-after: 3s, tls-every: PT4S, retention: 1h30m}
                        """);

        assertThat(fleet.thresholds().hosts().stuckAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(fleet.thresholds().hosts().leftoverAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(fleet.thresholds().hosts().clockOffset()).isEqualTo(Duration.ofMillis(500));
        assertThat(fleet.thresholds().schedule().staleAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(fleet.thresholds().schedule().tlsEvery()).isEqualTo(Duration.ofSeconds(4));
        assertThat(fleet.thresholds().schedule().retention()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoProblem() {
        Fleet fleet =
                Readings.good("\uFEFFendpoints:\r\n  - name: a.example\r\n    port: 8443\r\n");

        assertThat(fleet.endpoints()).containsExactly(TlsEndpoint.of("a.example", 8443));
    }

    @Test
    void anEmptyFileWatchesNothingAndSaysSo() {
        for (String empty : List.of("", "# nothing yet\n", "endpoints:\nhosts: []\n")) {
            FleetReading reading = Readings.of(empty);

            assertThat(reading).isInstanceOf(FleetReading.Read.class);
            assertThat(((FleetReading.Read) reading).warnings())
                    .extracting(FleetProblem::text)
                    .containsExactly("fleet.yaml: names nothing to watch");
        }
    }

    @Test
    void aSharedListMayBeNamedOnceAndUsedTwice() {
        Fleet fleet =
                Readings.good(
                        """
                        endpoints:
                          - {name: a.example, backends: &proxies [proxy1=192.0.2.1]}
                          - {name: b.example, backends: *proxies}
                        """);

        assertThat(fleet.endpoints()).allSatisfy(e -> assertThat(e.backends()).hasSize(1));
    }

    private static Fleet example() {
        FleetReading reading =
                new FleetReader(Path.of("/home/admin")).read(Path.of("assets/fleet-example.yaml"));
        assertThat(reading).isInstanceOf(FleetReading.Read.class);
        return ((FleetReading.Read) reading).fleet();
    }
}
