package dev.watchkeeper.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.history.History.Episode;
import dev.watchkeeper.history.History.SeenCertificate;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

final class SqliteHistoryTest {
    // fault 26: after the year 2038
    private static final Instant NOW = Instant.parse("2040-05-06T07:08:09Z");
    private static final TlsTarget TARGET = Sights.TARGET;

    @TempDir Path folder;
    private Instant now = NOW;

    // fault 17
    @Test
    void aCertificateThatChangesBetweenTwoProbesIsRecordedAsBoth() {
        try (var history = open()) {
            history.append(Sights.presented(1, NOW));
            history.append(Sights.presented(1, NOW.plusSeconds(300)));
            history.append(Sights.presented(2, NOW.plusSeconds(600)));

            assertThat(history.certificates(TARGET.id()))
                    .extracting(
                            SeenCertificate::sha256,
                            SeenCertificate::firstSeen,
                            SeenCertificate::lastSeen)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    Sights.sha(2), NOW.plusSeconds(600), NOW.plusSeconds(600)),
                            org.assertj.core.groups.Tuple.tuple(
                                    Sights.sha(1), NOW, NOW.plusSeconds(300)));
        }
    }

    @Test
    void aCertificateThatComesBackIsAChangeToo() {
        try (var history = open()) {
            for (int serial : List.of(1, 2, 1)) {
                history.append(Sights.presented(serial, NOW));
            }
            assertThat(history.certificates(TARGET.id()))
                    .extracting(SeenCertificate::sha256)
                    .containsExactly(Sights.sha(1), Sights.sha(2), Sights.sha(1));
        }
    }

    @Test
    void aFailureBetweenTwoSightsOfOneCertificateIsNoChange() {
        try (var history = open()) {
            history.append(Sights.presented(1, NOW));
            history.append(
                    new TlsObservation.Failed(
                            TARGET,
                            NOW.plusSeconds(300),
                            Duration.ZERO,
                            TlsObservation.Failure.REFUSED,
                            "closed"));
            history.append(Sights.presented(1, NOW.plusSeconds(600)));

            assertThat(history.certificates(TARGET.id()))
                    .containsExactly(
                            new SeenCertificate(
                                    TARGET.id(),
                                    Sights.sha(1),
                                    NOW.minus(Duration.ofDays(80)),
                                    NOW.plus(Duration.ofDays(10)),
                                    NOW,
                                    NOW.plusSeconds(600)));
        }
    }

    @Test
    void certificatesAreThereAfterARestartAndTheRunGoesOn() throws Exception {
        try (var history = open()) {
            history.append(Sights.presented(1, NOW));
        }
        try (var history = open()) {
            history.append(Sights.presented(1, NOW.plusSeconds(300)));
        }
        assertThat(rows("SELECT count(*) FROM seen")).isEqualTo(1);
        assertThat(rows("SELECT samples FROM seen")).isEqualTo(2);
    }

    // fault 23
    @Test
    void aClockThatStepsBackDoublesAndLosesNothing() throws Exception {
        try (var history = open()) {
            history.append(Sights.presented(1, NOW));
            history.append(Sights.presented(1, NOW.minusSeconds(3600)));
            history.append(Sights.presented(2, NOW.minusSeconds(3000)));
            history.append(Sights.presented(2, NOW.minusSeconds(3000)));
            history.findings(snapshot(NOW), List.of(finding("a")));
            history.findings(snapshot(NOW.minusSeconds(3600)), List.of());

            assertThat(history.certificates(TARGET.id()))
                    .extracting(SeenCertificate::sha256)
                    .containsExactly(Sights.sha(2), Sights.sha(1));
            assertThat(history.episodes(Duration.ofDays(1)))
                    .containsExactly(episode("a", NOW, Optional.of(NOW)));
        }
        assertThat(rows("SELECT sum(samples) FROM seen")).isEqualTo(4);
    }

    @Test
    void aFindingKeepsItsBeginAcrossARestart() {
        try (var history = open()) {
            history.findings(snapshot(NOW), List.of(finding("a")));
        }
        try (var history = open()) {
            Map<FindingKey, Instant> begins =
                    history.findings(
                            snapshot(NOW.plusSeconds(900)), List.of(finding("a"), finding("b")));
            assertThat(begins)
                    .containsOnly(
                            Map.entry(key("a"), NOW), Map.entry(key("b"), NOW.plusSeconds(900)));
        }
    }

    @Test
    void aFindingThatIsGoneEndsAndBeginsAnewWhenItComesBack() {
        try (var history = open()) {
            history.findings(snapshot(NOW), List.of(finding("a")));
            history.findings(snapshot(NOW.plusSeconds(60)), List.of());
            history.findings(snapshot(NOW.plusSeconds(120)), List.of(finding("a")));
            now = NOW.plusSeconds(130);

            assertThat(history.episodes(Duration.ofHours(1)))
                    .containsExactly(
                            episode("a", NOW.plusSeconds(120), Optional.empty()),
                            episode("a", NOW, Optional.of(NOW.plusSeconds(60))));
        }
    }

    @Test
    void afterARestartNothingEndsBeforeEverythingWasAskedAgain() {
        var fleet =
                new Fleet(List.of(), List.of(Host.of("builder31")), List.of(), Thresholds.DEFAULT);
        try (var history = open()) {
            history.findings(snapshot(NOW), List.of(finding("a")));
        }
        try (var history = open()) {
            history.findings(FleetSnapshot.empty(fleet, NOW.plusSeconds(60)), List.of());
            assertThat(history.episodes(Duration.ofHours(1)))
                    .containsExactly(episode("a", NOW, Optional.empty()));
        }
    }

    @Test
    void twoConsolesOnOneFileOpenAFindingOnce() throws Exception {
        try (var one = open();
                var two = open()) {
            one.findings(snapshot(NOW), List.of(finding("a")));
            two.findings(snapshot(NOW.plusSeconds(1)), List.of(finding("a")));
        }
        assertThat(rows("SELECT count(*) FROM episode")).isEqualTo(1);
    }

    @Test
    void pruningRemovesWhatIsOldAndKeepsWhatIsOpenOrLatest() throws Exception {
        Duration day = Duration.ofDays(1);
        try (var history = open()) {
            history.append(Sights.presented(1, NOW.minus(day.multipliedBy(40))));
            history.append(Sights.presented(2, NOW.minus(day.multipliedBy(35))));
            history.findings(
                    snapshot(NOW.minus(day.multipliedBy(40))),
                    List.of(finding("old"), finding("open")));
            history.findings(snapshot(NOW.minus(day.multipliedBy(39))), List.of(finding("open")));

            history.prune(day.multipliedBy(30));

            assertThat(history.certificates(TARGET.id()))
                    .extracting(SeenCertificate::sha256)
                    .containsExactly(Sights.sha(2));
            assertThat(history.episodes(day.multipliedBy(100)))
                    .extracting(Episode::key)
                    .containsExactly(key("open"));
        }
        assertThat(rows("SELECT count(*) FROM certificate")).isEqualTo(1);
    }

    @Test
    void tenThousandAddressesThatAnswerAsBeforeAddNoRow() throws Exception {
        int addresses = 10_000;
        try (var history = open()) {
            for (int cycle = 0; cycle < 2; cycle++) {
                for (int i = 0; i < addresses; i++) {
                    history.append(
                            Sights.presented(Sights.target(i), 1, NOW.plusSeconds(300L * cycle)));
                }
            }
        }
        assertThat(rows("SELECT count(*) FROM seen")).isEqualTo(addresses);
        assertThat(rows("SELECT sum(samples) FROM seen")).isEqualTo(2L * addresses);
    }

    @Test
    void theJavaFxThreadIsRefusedEvenWhereNothingWouldBeWritten() throws Exception {
        try (var history = open()) {
            var thrown = new AtomicReference<Throwable>();
            Thread.ofPlatform()
                    .name("JavaFX Application Thread")
                    .uncaughtExceptionHandler((t, e) -> thrown.set(e))
                    .start(() -> history.append(Sights.presented(1, NOW)))
                    .join();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            () -> {
                                throw thrown.get();
                            })
                    .hasMessageContaining("JavaFX");
        }
    }

    private SqliteHistory open() {
        InstantSource clock = () -> now;
        return SqliteHistory.open(folder.resolve("history.db"), clock);
    }

    private long rows(String query) throws Exception {
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                var s = c.createStatement();
                var r = s.executeQuery(query)) {
            r.next();
            return r.getLong(1);
        }
    }

    private static FleetSnapshot snapshot(Instant at) {
        return FleetSnapshot.empty(Fleet.empty(), at);
    }

    private static FindingKey key(String subject) {
        return FindingKey.of(FindingKind.CERTIFICATE_EXPIRED, subject);
    }

    private static Finding finding(String subject) {
        return new Finding.ConsoleFinding(
                new Statement(
                        key(subject),
                        FindingKind.CERTIFICATE_EXPIRED,
                        Severity.CRITICAL,
                        "title " + subject,
                        "",
                        NOW,
                        List.of(new Evidence("test", "looked", "seen", NOW)),
                        Optional.empty()));
    }

    private static Episode episode(String subject, Instant begin, Optional<Instant> end) {
        return new Episode(key(subject), "critical", "title " + subject, begin, end);
    }
}
