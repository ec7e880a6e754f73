package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.ssh.SshOutcome.Phase;
import dev.watchkeeper.ssh.SshOutcome.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A host that hangs, through the whole engine.
@Timeout(60)
final class HungHostTest {
    private final EngineHarness harness = new EngineHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void theReportTellsWhenItIsAskedAgainAndAskingByHandNeedsNoPause() throws Exception {
        hang();
        MonitorEngine engine = harness.start(EngineHarness.fleet(0, 1));
        awaitRetry(engine, 1, Duration.ofMinutes(1));

        var _ = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        awaitRetry(engine, 2, Duration.ofMinutes(2));

        var _ =
                engine.verify(Set.of(EngineHarness.key(FindingKind.HOST_HUNG, "h0")))
                        .get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        awaitRetry(engine, 3, Duration.ofMinutes(4));
        assertThat(harness.hosts.asked("h0")).isEqualTo(3);
    }

    @Test
    void theFirstAnswerEndsIt() throws Exception {
        hang();
        MonitorEngine engine = harness.start(EngineHarness.fleet(0, 1));
        awaitRetry(engine, 1, Duration.ofMinutes(1));

        harness.hosts.script(
                "h0", h -> Samples.probed(h, harness.clock.instant(), List.of(), List.of()));
        Report report = engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);

        assertThat(report.progress().retries()).isEmpty();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void oneThatNeverComesBackHungTooAndGetsNoSecondTry() throws Exception {
        var never = new CountDownLatch(1);
        harness.hosts.script(
                "h0",
                h -> {
                    FakeTls.await(never);
                    return Samples.probed(h, harness.clock.instant(), List.of(), List.of());
                });
        MonitorEngine engine = harness.start(EngineHarness.fleet(0, 1, EngineHarness.IMPATIENT));
        EngineHarness.await(
                engine, r -> retry(r).equals(Optional.of(new Retry(1, Optional.empty()))));

        engine.refreshAll().get(EngineHarness.SECONDS, TimeUnit.SECONDS);
        assertThat(harness.hosts.asked("h0")).isEqualTo(1);
        EngineHarness.change(engine, EngineHarness.fleet(0, 1));
        never.countDown();
        // The question that was asked meanwhile is made good at once.
        EngineHarness.await(engine, r -> retry(r).isEmpty() && r.findings().isEmpty());
    }

    @Test
    void oneThatCameBackTooLateIsAskedAgainAfterAPauseAsOneThatHung() throws Exception {
        var late = new CountDownLatch(1);
        harness.hosts.script(
                "h0",
                h -> {
                    FakeTls.await(late);
                    return Samples.probed(h, harness.clock.instant(), List.of(), List.of());
                });
        MonitorEngine engine = harness.start(EngineHarness.fleet(0, 1, EngineHarness.IMPATIENT));
        EngineHarness.await(
                engine, r -> retry(r).equals(Optional.of(new Retry(1, Optional.empty()))));

        late.countDown();

        awaitRetry(engine, 1, Duration.ofMinutes(1));
    }

    @Test
    void whatIsAskedAtTheMomentIsToldWithItsDeadline() throws Exception {
        var answer = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        harness.hosts.script(
                "h0",
                h -> {
                    asked.countDown();
                    FakeTls.await(answer);
                    return Samples.probed(h, harness.clock.instant(), List.of(), List.of());
                });
        MonitorEngine engine = harness.start(EngineHarness.fleet(0, 1));
        asked.await();

        assertThat(engine.progress().pending())
                .containsExactly(
                        new Waiting(Waiting.Kind.HOST, "h0", Samples.NOW, EngineHarness.LIMIT));
        assertThat(engine.progress().hosts()).isEqualTo(new Report.Part(0, 1));
        answer.countDown();
    }

    private void hang() {
        harness.hosts.script("h0", h -> Samples.notProbed(h, Phase.AUTHENTICATE, Reason.TIMED_OUT));
    }

    private void awaitRetry(MonitorEngine engine, int hung, Duration pause) throws Exception {
        var expected = new Retry(hung, Optional.of(Samples.NOW.plus(pause)));
        EngineHarness.await(engine, r -> retry(r).equals(Optional.of(expected)));
    }

    private static Optional<Retry> retry(Report report) {
        return Optional.ofNullable(report.progress().retries().get("h0"));
    }
}
