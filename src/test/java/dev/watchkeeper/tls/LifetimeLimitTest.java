package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class LifetimeLimitTest {
    private static final Issued ROOT = TestCertificates.root("Limit Root");
    private static final String NAME = "limit.example";

    private final ChainJudge ofPublicRoot =
            new ChainJudge(ROOT.trusted(), () -> List.of(ROOT.certificate()));

    @Test
    void aPublicAuthorityMayIssueForTheLongestLifetimeAndNoSecondMore() {
        Instant issued = Instant.parse("2026-04-01T00:00:00Z");
        Duration most = Duration.ofDays(200);

        assertThat(judged(ofPublicRoot, issued, most.minusSeconds(1)).faults()).isEmpty();
        Judgement longer = judged(ofPublicRoot, issued, most);
        assertThat(longer.faults())
                .extracting(CertificateFault::kind)
                .containsExactly(Kind.LIFETIME_TOO_LONG);
        assertThat(longer.faults().getFirst().text()).contains("since 2026-03-15 may last 200");
        assertThat(longer.trust()).isEqualTo(Judgement.Verdict.GOOD);
    }

    @Test
    void theLimitIsTheOneOfTheDayOfIssue() {
        Instant before = Instant.parse("2026-03-14T23:59:59Z");
        assertThat(judged(ofPublicRoot, before, Duration.ofDays(397)).faults()).isEmpty();
        assertThat(judged(ofPublicRoot, before, Duration.ofDays(398)).faults()).hasSize(1);
    }

    @Test
    void aPrivateAuthorityIsFree() {
        var ofPrivateRoot = new ChainJudge(ROOT.trusted());
        Instant issued = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(judged(ofPrivateRoot, issued, Duration.ofDays(900)).faults()).isEmpty();
    }

    private static Judgement judged(ChainJudge judge, Instant issued, Duration lifetime) {
        Issued leaf =
                ROOT.issue(TestCertificates.server(NAME).from(issued).until(issued.plus(lifetime)));
        return judge.judge(leaf.ders(), NAME, issued.plusSeconds(60)).judgement();
    }
}
