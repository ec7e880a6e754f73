package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.RenewalRule.AfterIssue;
import dev.watchkeeper.tls.RenewalRule.BeforeExpiry;
import dev.watchkeeper.tls.RenewalRule.Window;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a certificate is due by each rule.
final class RenewalDueTest {
    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    // 160 h is what Let's Encrypt calls six days.
    @ParameterizedTest
    @CsvSource({
        "PT160H, PT80H",
        "PT239H59M59S, PT120H",
        "PT240H, PT80H",
        "P45D, P15D",
        "P90D, P30D",
        "P398D, PT3184H"
    })
    void whatMostClientsDoIsAThirdOfTheLifetimeAndHalfOfAShortOne(
            Duration lifetime, Duration left) {
        RenewalDue due = due(lifetime, RenewalRule.usual(lifetime));

        assertThat(due.due()).isEqualTo(END.minus(left));
        assertThat(due.overdueAt()).isEqualTo(END.minus(left).plus(DAY.multipliedBy(2)));
    }

    @Test
    void aRuleOfTheClientCountsFromTheEndOrFromTheIssue() {
        Duration life = Duration.ofDays(90);
        assertThat(due(life, new BeforeExpiry(Duration.ofDays(7), "x")).due())
                .isEqualTo(END.minus(Duration.ofDays(7)));
        assertThat(due(life, new AfterIssue(Duration.ofDays(30), "x")).due())
                .isEqualTo(END.minus(Duration.ofDays(60)));
    }

    @Test
    void aWindowOpensBeforeItIsDue() {
        var window =
                new Window(END.minus(Duration.ofDays(31)), END.minus(Duration.ofDays(29)), "x");
        RenewalDue due = due(Duration.ofDays(90), window);

        assertThat(due.opens()).isEqualTo(window.from());
        assertThat(due.due()).isEqualTo(window.to());
    }

    @Test
    void overdueBeginsTwoRunsAfterTheDueTimeAndEndsWithTheCertificate() {
        RenewalDue due = due(Duration.ofDays(90), new BeforeExpiry(Duration.ofDays(30), "x"));
        Instant at = END.minus(Duration.ofDays(28));

        assertThat(due.isOverdue(at.minusSeconds(1))).isFalse();
        assertThat(due.isOverdue(at)).isTrue();
        assertThat(due.isOverdue(END)).isTrue();
        assertThat(due.isOverdue(END.plusSeconds(1))).isFalse();
    }

    @Test
    void triesAreCountedInWholeRunsAndNeverBelowNone() {
        RenewalDue due = due(Duration.ofDays(90), new BeforeExpiry(Duration.ofDays(30), "x"));

        assertThat(due.retriesLeft(END.minus(Duration.ofDays(2)))).isEqualTo(2);
        assertThat(due.retriesLeft(END.minus(Duration.ofDays(2)).plusSeconds(1))).isEqualTo(1);
        assertThat(due.retriesLeft(END.plus(Duration.ofDays(9)))).isZero();
        assertThat(due.runsMissed(END.minus(Duration.ofDays(31)))).isZero();
        assertThat(due.runsMissed(END.minus(Duration.ofDays(27)))).isEqualTo(3);
    }

    @Test
    void itIsExpectedAtTheFirstRunThatFindsItDue() {
        RenewalDue due = due(Duration.ofDays(90), new BeforeExpiry(Duration.ofDays(30), "x"));
        Instant now = END.minus(Duration.ofDays(33));
        Instant run = now.plus(Duration.ofHours(7));

        assertThat(due.expected(now, Optional.empty())).contains(due.due());
        assertThat(due.expected(now, Optional.of(run))).contains(run.plus(Duration.ofDays(3)));
        Instant exactly = due.due().minus(Duration.ofDays(2));
        assertThat(due.expected(now, Optional.of(exactly))).contains(due.due());
    }

    @Test
    void whatIsDueIsExpectedAtTheNextRunAndAPastRunSaysNothing() {
        RenewalDue due = due(Duration.ofDays(90), new BeforeExpiry(Duration.ofDays(30), "x"));
        Instant now = END.minus(Duration.ofDays(20));

        assertThat(due.expected(now, Optional.of(now.plusSeconds(60))))
                .contains(now.plusSeconds(60));
        assertThat(due.expected(now, Optional.of(now.minusSeconds(60)))).isEmpty();
        assertThat(due.expected(now, Optional.empty())).isEmpty();
    }

    // fault 25
    @Test
    void whatNeverExpiresIsNeverDue() {
        Parsed forever = certificate(END.minus(DAY), Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(RenewalDue.of(forever, RenewalRule.usual(forever.lifetime()), DAY)).isEmpty();
    }

    // fault 25: neither does the day before that overflow, however long the pause
    @Test
    void theFarthestEndsDoNotOverflow() {
        Parsed far = certificate(END.minus(DAY), Instant.parse("9999-12-30T23:59:59Z"));
        RenewalDue due =
                RenewalDue.of(far, RenewalRule.usual(far.lifetime()), Duration.ofMillis(1))
                        .orElseThrow();

        assertThat(due.due()).isAfter(Instant.parse("7000-01-01T00:00:00Z"));
        assertThat(due.retriesLeft(END)).isPositive();
        assertThat(due.isOverdue(END)).isFalse();
    }

    private static RenewalDue due(Duration lifetime, RenewalRule rule) {
        return RenewalDue.of(certificate(END.minus(lifetime), END), rule, DAY).orElseThrow();
    }

    private static Parsed certificate(Instant from, Instant to) {
        return new Parsed(
                "CN=a",
                List.of(),
                "CN=b",
                BigInteger.ONE,
                from,
                to,
                "EC P-256",
                "SHA256withECDSA",
                "00",
                "00",
                1,
                "");
    }
}
