package dev.watchkeeper.finding.coverage;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.expiry;
import static dev.watchkeeper.finding.SampleSupervision.scope;
import static dev.watchkeeper.finding.SampleSupervision.telling;
import static dev.watchkeeper.finding.SampleSupervision.with;
import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.leaf;
import static dev.watchkeeper.finding.Samples.presented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.Switch;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The fleet against what is checked.
final class CoverageTest {
    private static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);
    private static final TlsEndpoint POOL =
            DOCS.at(
                    List.of(
                            new Backend("proxy1", "192.0.2.1", 443),
                            new Backend("proxy2", "192.0.2.2", 443)));

    @Test
    void aCheckOfTheCertificateByNameCoversOneAddress() {
        assertThat(gaps(DOCS, check("web", "cert", expiry("docs.example.org", 443, "", 21))))
                .isEmpty();
    }

    @Test
    void whatNothingLooksAtIsNotChecked() {
        assertThat(gaps(DOCS, check("web", "cert", expiry("www.example.org", 443, "", 21))))
                .containsExactly("NO_CHECK not checked at all");
    }

    @Test
    void theOutagesCheckPassesAnExpiredCertificate() {
        assertThat(
                        gaps(
                                DOCS,
                                check(
                                        "docs.example.org",
                                        "https",
                                        scope(What.TLS, "docs.example.org", 443))))
                .containsExactly(
                        "NO_EXPIRY only whether TLS is negotiated is checked: an expired"
                                + " certificate passes");
        assertThat(
                        gaps(
                                DOCS,
                                check(
                                        "docs.example.org",
                                        "tcp",
                                        scope(What.PORT, "docs.example.org", 443))))
                .containsExactly("NO_EXPIRY only the port is checked, not the certificate");
    }

    @Test
    void anotherPortIsAnotherThing() {
        assertThat(gaps(DOCS, check("web", "cert", expiry("docs.example.org", 8443, "", 21))))
                .containsExactly("NO_CHECK not checked at all");
    }

    @Test
    void oneAddressOfTwoIsNamed() {
        Check first = check("proxy1", "cert", expiry("192.0.2.1", 443, "docs.example.org", 21));
        Check second = check("proxy2", "cert", expiry("192.0.2.2", 443, "docs.example.org", 21));

        assertThat(gaps(POOL, first))
                .containsExactly("SOME_ADDRESSES not checked at 1 of 2 addresses: proxy2");
        assertThat(gaps(POOL, first, second)).isEmpty();
    }

    @Test
    void behindOneAddressThePortTellsWhichIsChecked() {
        var forwarded =
                DOCS.at(
                        List.of(
                                new Backend("proxy1", "192.0.2.1", 8441),
                                new Backend("proxy2", "192.0.2.1", 8442)));
        Check first = check("proxy", "cert", expiry("192.0.2.1", 8441, "docs.example.org", 21));

        assertThat(gaps(forwarded, first))
                .containsExactly("SOME_ADDRESSES not checked at 1 of 2 addresses: proxy2");
    }

    @Test
    void aCheckByNameSaysNothingOfWhichAddressItSees() {
        assertThat(gaps(POOL, check("docs", "cert", expiry("docs.example.org", 443, "", 21))))
                .containsExactly("SOME_ADDRESSES not checked at 2 of 2 addresses: proxy1, proxy2");
    }

    @Test
    void anAddressAskedForAnotherNameIsNotThisCertificate() {
        assertThat(
                        gaps(
                                POOL,
                                check(
                                        "proxy1",
                                        "cert",
                                        expiry("192.0.2.1", 443, "www.example.org", 21))))
                .containsExactly("NO_CHECK not checked at all");
    }

    @Test
    void anAddressAskedForNoNameCountsWhereNothingElseIsServedThere() {
        Check bare = check("proxy1", "port", scope(What.TLS, "192.0.2.1", 443));
        var shop = TlsEndpoint.of("shop.example.org", 443).at(POOL.backends());

        assertThat(gaps(POOL, bare)).hasSize(1).first().asString().startsWith("NO_EXPIRY");
        assertThat(kinds(List.of(POOL, shop), bare)).containsExactly("NO_CHECK", "NO_CHECK");
    }

    @Test
    void aMutedCheckCoversNothing() {
        Check off =
                with(
                        check("web", "cert", expiry("docs.example.org", 443, "", 21)),
                        telling(false, Optional.empty(), "oncall"));

        assertThat(gaps(DOCS, off))
                .containsExactly("MUTED nobody would hear of it: without notifications");
    }

    @Test
    void nothingIsHeardWhileNotificationsAreOffAsAWhole() {
        var nagios =
                new SampleSupervision()
                        .switches(Switch.ON, Switch.OFF)
                        .with(check("web", "cert", expiry("docs.example.org", 443, "", 21)));

        assertThat(gaps(nagios, DOCS))
                .containsExactly("MUTED nobody would hear of it: notifications are off as a whole");
    }

    // A certificate of 90 days is renewed with 30 days left.
    @ParameterizedTest
    @CsvSource({"31, before the renewal", "5, warns only with 5 d left", "7, ", "21, ", "30, "})
    void aThresholdThatCannotWorkIsAGap(int days, String words) {
        List<String> gaps =
                gaps(
                        new SampleSupervision()
                                .with(
                                        check(
                                                "web",
                                                "cert",
                                                expiry("docs.example.org", 443, "", days))),
                        DOCS,
                        true);

        if (words == null) {
            assertThat(gaps).isEmpty();
        } else {
            assertThat(gaps).hasSize(1).first().asString().contains("THRESHOLD", words);
        }
    }

    @Test
    void aHostThatIsOnlyPingedMayHangUnseen() {
        Check ping = check("monitor1", "", scope(What.ALIVE, "monitor1", 0));
        Check disk = check("monitor1", "disk", scope(What.INSIDE, "monitor1", 5666));

        assertThat(host(ping)).containsExactly(Gap.Kind.NOTHING_INSIDE);
        assertThat(host(ping, disk)).isEmpty();
        assertThat(host()).containsExactly(Gap.Kind.NO_CHECK);
    }

    @Test
    void withoutAnyAnswerNothingIsSaid() {
        Coverage coverage = Coverage.of(new SampleSupervision().silent("refused"));

        assertThat(coverage.known()).isFalse();
        assertThat(coverage.gaps()).isEmpty();
    }

    private static List<Gap.Kind> host(Check... checks) {
        var snapshot = new SampleSupervision().with(checks).snapshot(List.of());
        return Coverage.of(snapshot).row("monitor1").orElseThrow().gaps().stream()
                .map(Gap::kind)
                .toList();
    }

    private static List<String> kinds(List<TlsEndpoint> endpoints, Check... checks) {
        FleetSnapshot snapshot = new SampleSupervision().with(checks).snapshot(endpoints);
        return endpoints.stream()
                .map(e -> Coverage.of(snapshot).row(e.id()).orElseThrow())
                .map(r -> r.gaps().getFirst().kind().name())
                .toList();
    }

    private static List<String> gaps(TlsEndpoint endpoint, Check... checks) {
        return gaps(new SampleSupervision().with(checks), endpoint);
    }

    private static List<String> gaps(SampleSupervision nagios, TlsEndpoint endpoint) {
        return gaps(nagios, endpoint, false);
    }

    private static List<String> gaps(
            SampleSupervision nagios, TlsEndpoint endpoint, boolean presented) {
        var target = new TlsTarget(endpoint, "192.0.2.1", "192.0.2.1", 443);
        var seen =
                presented(
                        target,
                        NOW,
                        List.of(
                                leaf(
                                        NOW.minus(Duration.ofDays(10)),
                                        NOW.plus(Duration.ofDays(80)))));
        FleetSnapshot snapshot =
                presented
                        ? nagios.snapshot(List.of(endpoint), seen)
                        : nagios.snapshot(List.of(endpoint));
        return Coverage.of(snapshot).row(endpoint.id()).orElseThrow().gaps().stream()
                .map(g -> g.kind() + " " + g.text())
                .toList();
    }
}
