package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.SampleSources.BUILDER;
import static dev.watchkeeper.finding.SampleSources.DOCS;
import static dev.watchkeeper.finding.SampleSources.TARGET;
import static dev.watchkeeper.finding.SampleSources.ending;
import static dev.watchkeeper.finding.SampleSources.reported;
import static dev.watchkeeper.finding.SampleSources.untold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.Why;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is found by what sources report, and by what they do not.
final class SourceRulesTest {
    private static final Instant NOW = Samples.NOW;

    private static Fold fold(TlsEndpoint endpoint) {
        return new Fold(
                FleetSnapshot.empty(SampleSources.fleet(List.of(endpoint), List.of(BUILDER)), NOW));
    }

    private static List<Finding> found(TlsObservation... seen) {
        Fold fold = fold(seen[0].target().endpoint());
        List.of(seen).forEach(fold::add);
        return Rules.evaluate(fold.at(NOW)).stream()
                .filter(f -> f.kind() != FindingKind.SUPERVISION_GAP)
                .toList();
    }

    private static List<Finding> found(HostObservation seen) {
        return Rules.evaluate(fold(DOCS).add(seen).at(NOW));
    }

    private static ReportedCertificate left(Duration left, Optional<Instant> begin) {
        return new ReportedCertificate(
                NOW.plus(left),
                begin,
                Optional.empty(),
                Optional.of("/etc/ssl/x.pem"),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void anEndThatHasPassedIsFoundAndItIsSaidWhoReportsIt() {
        Finding f = found(reported(ending(NOW.minus(Duration.ofHours(5))))).getFirst();

        assertThat(f.kind()).isEqualTo(FindingKind.CERTIFICATE_EXPIRED);
        assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(f.statement().title())
                .isEqualTo("docs.example.org: certificate chain expired 5 h ago, as prom reports");
        assertThat(f.statement().observedAt()).isEqualTo(NOW.minusSeconds(40));
        Evidence evidence = f.statement().evidence().getFirst();
        assertThat(evidence.source()).startsWith("prom, of docs.example.org:443 at tls");
        assertThat(evidence.text()).contains("unknown here: trust, host name, chain, revocation");
        assertThat(Headline.of(fold(DOCS).at(NOW), List.of(f)))
                .isEqualTo("1 certificate expired 5 h ago");
    }

    @Test
    void anEndToComeIsJudgedByItsLifetimeOrOneOfNinetyDays() {
        assertThat(found(reported(ending(NOW.plus(Duration.ofDays(28)))))).isEmpty();
        assertThat(found(reported(ending(NOW.plus(Duration.ofDays(26))))))
                .extracting(Finding::kind, Finding::severity)
                .containsExactly(tuple(FindingKind.CERTIFICATE_EXPIRING, Severity.MEDIUM));
        // Of a year less than a third is left, at which most clients renew.
        Instant begin = NOW.minus(Duration.ofDays(250));
        List<Finding> found = found(reported(left(Duration.ofDays(115), Optional.of(begin))));
        assertThat(found).extracting(Finding::kind).containsExactly(FindingKind.RENEWAL_OVERDUE);
        assertThat(found.getFirst().statement().title())
                .startsWith("docs.example.org: renewal overdue, it was due 6 d ago");
    }

    @Test
    void whatTheFleetFileSaysOfItsRenewalHolds() {
        var own =
                new CertificateThresholds(
                        0.3,
                        0.15,
                        0.05,
                        0.4,
                        Duration.ofDays(10),
                        Optional.of(Duration.ofDays(30)),
                        Duration.ofMinutes(5));
        TlsEndpoint endpoint =
                new TlsEndpoint(
                        DOCS.name(),
                        DOCS.port(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(own),
                        Optional.empty(),
                        SampleSources.SOURCE);
        var target = new TlsTarget(endpoint, "tls", DOCS.name(), 443);
        List<Finding> found = found(reported(target, ending(NOW.plus(Duration.ofDays(20))), NOW));

        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.RENEWAL_OVERDUE, FindingKind.CERTIFICATE_EXPIRING);
        assertThat(found.get(1).statement().cause()).contains(found.get(0).key());
    }

    @Test
    void ofAFileItIsNotSaidThatClientsRefuseIt() {
        Finding f = found(reported(left(Duration.ofDays(-1), Optional.empty()))).getFirst();

        assertThat(f.statement().title()).contains("certificate in /etc/ssl/x.pem expired");
        assertThat(f.statement().impact())
                .isEqualTo("What is served is not known: only the file was read.");
    }

    @Test
    void anotherPathThatLastsMakesAnEndOfTheChainLess() {
        var bridged =
                new ReportedCertificate(
                        NOW.minusSeconds(9_000),
                        Optional.empty(),
                        Optional.of(NOW.plus(Duration.ofDays(50))),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(found(reported(bridged)))
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM);
        assertThat(found(reported(ending(Instant.parse("9999-12-31T23:59:59Z"))))).isEmpty();
    }

    @Test
    void whatWasReportedBeforeStaysFoundWhenNothingIsToldAnyMore() {
        List<Finding> found =
                found(
                        reported(ending(NOW.minus(Duration.ofHours(5)))),
                        failed(Failure.NOT_REPORTED, "prom has no series"));

        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.CERTIFICATE_EXPIRED, FindingKind.NOT_REPORTED);
        assertThat(found.get(1).severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(
                        FindingSubject.answers(
                                "endpoint:docs.example.org:443",
                                fold(DOCS).add(failed(Failure.NOT_REPORTED, "")).at(NOW)))
                .isFalse();
        assertThat(
                        FindingSubject.answers(
                                "endpoint:docs.example.org:443",
                                fold(DOCS).add(reported(ending(NOW))).at(NOW)))
                .isTrue();
    }

    private static Failed failed(Failure failure, String text) {
        return new Failed(TARGET, NOW, Duration.ZERO, failure, text);
    }

    @Test
    void allThatIsUnknownForASourcesSakeHangsUnderOne() {
        Fold fold = fold(DOCS);
        fold.add(failed(Failure.SOURCE_UNREADABLE, "prom cannot be read: no"));
        fold.add(untold(BUILDER, Why.SOURCE_UNREADABLE, "prom cannot be read: no"));
        fold.add(
                new NotObserved(
                        SampleSources.fleet(List.of(), List.of()).supervision().getFirst(),
                        NOW,
                        Duration.ZERO,
                        "no"));
        List<Finding> found = Rules.evaluate(fold.at(NOW));

        FindingKey root = FindingKey.of(FindingKind.SUPERVISION_UNREACHABLE, "prom");
        FindingKey source = FindingKey.of(FindingKind.SOURCE_UNREADABLE, "prom");
        assertThat(found)
                .filteredOn(f -> f.key().equals(source))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.statement().cause()).contains(root);
                    assertThat(f.statement().impact())
                            .isEqualTo(
                                    "2 endpoints and hosts are read from it: nothing is known of"
                                            + " them.");
                });
        assertThat(found)
                .filteredOn(f -> f.kind() == FindingKind.NOT_REPORTED)
                .hasSize(2)
                .allMatch(f -> f.statement().cause().equals(Optional.of(source)));
    }

    @Test
    void aHostIsJudgedByWhatItsExporterTells() {
        var silent = new FaultyMount("/mnt/x", "fuse.y", "y", "mountpoint timeout");
        var faulty = new FaultyMount("/mnt/z", "nfs", "z", "");
        var refused = new FaultyMount("/run/user/1/doc", "fuse.p", "p", "permission denied");

        assertThat(
                        found(
                                SampleSources.host(
                                        BUILDER,
                                        21,
                                        Duration.ofSeconds(90),
                                        silent,
                                        faulty,
                                        refused)))
                .extracting(f -> f.key().value(), Finding::severity)
                .containsExactlyInAnyOrder(
                        tuple("mount-silent/builder1:/mnt/x", Severity.CRITICAL),
                        tuple("mount-faulty/builder1:/mnt/z", Severity.MEDIUM),
                        tuple("process-pile-up/builder1", Severity.MEDIUM),
                        tuple("clock-off/builder1", Severity.MEDIUM));
        assertThat(found(SampleSources.host(BUILDER, 20, Duration.ofSeconds(-20)))).isEmpty();
    }

    @Test
    void aHostWhoseExporterIsDownIsNotTheSameAsOneOfWhichNothingIsTold() {
        assertThat(found(untold(BUILDER, Why.DOWN, "prom reports it down")))
                .extracting(Finding::kind, Finding::severity)
                .containsExactly(tuple(FindingKind.HOST_UNREACHABLE, Severity.HIGH));
        assertThat(found(untold(BUILDER, Why.NO_SERIES, "prom has no series of it")))
                .extracting(Finding::kind, Finding::severity)
                .containsExactly(tuple(FindingKind.NOT_REPORTED, Severity.UNKNOWN));
    }
}
