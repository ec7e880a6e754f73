package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.Actor;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Runs renewals really, by the real script; what the addresses serve then is given.
final class RenewalRemedyTest {
    private static final Instant LATER = Samples.NOW.plusSeconds(60);
    private static final TlsObservation OLD1 = Samples.presented("proxy1", 1, Samples.NOW);
    private static final TlsObservation OLD2 = Samples.presented("proxy2", 1, Samples.NOW);
    private static final Finding EXPIRED = Samples.expired(OLD1, OLD2);

    private static final Sightings.Pace FAST =
            new Sightings.Pace(Duration.ofMillis(30), Duration.ofMillis(1), Duration.ofMillis(30));

    @TempDir Path folder;
    private final LocalRemote remote = new LocalRemote();
    private final ListAudit audit = new ListAudit();

    @BeforeEach
    void keepRunsInAFolderOfOnesOwn() {
        remote.home = Optional.of(folder);
    }

    // fault 61
    @Test
    void itIsFixedWhenEveryAddressServesANewSerialNumber() throws Exception {
        var hearing = run(renewal("echo renewed"), served(2, 2));

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hearing.outputs).contains("renewed\n");
    }

    @Test
    void whatWasProvedLeavesNothingOnTheHostAndWhatWasNotIsKept() throws Exception {
        run(renewal("true"), served(2, 2)).outcome();
        assertThat(folder.resolve(".local/state")).isEmptyDirectory();

        run(renewal("true"), served(1, 1)).outcome();
        assertThat(folder.resolve(".local/state/watchkeeper/runs")).isNotEmptyDirectory();
    }

    // fault 61
    @Test
    void aCommandThatEndsWithZeroAndRenewsNothingIsNotFixed() throws Exception {
        RemedyOutcome outcome = run(renewal("true"), served(1, 1)).outcome();

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text()).contains("No address serves a new certificate");
    }

    // fault 62
    @Test
    void whatIsRenewedAndNotServedByOneProxyNamesThatProxy() throws Exception {
        RemedyOutcome outcome = run(renewal("true"), served(2, 1)).outcome();

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text()).contains("Renewed, not served by proxy2: reload it there");
    }

    @Test
    void anAddressThatDoesNotAnswerAfterwardsIsUnknown() throws Exception {
        Report after =
                report(
                        renewal("true"),
                        List.of(Samples.presented("proxy1", 2, LATER), Samples.refused("proxy2")));
        RemedyOutcome outcome = run(renewal("true"), after).outcome();

        assertThat(outcome).isInstanceOf(RemedyOutcome.Unknown.class);
        assertThat(outcome.text()).contains("What proxy2 serves could not be observed");
    }

    // fault 59
    @Test
    void certbotsLockIsSaidToBeARunUnderWayAndNoFailure() throws Exception {
        var hearing =
                run(
                        renewal("echo Another instance of Certbot is already running. >&2; exit 1"),
                        served(1, 1));

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(hearing.outcome().text()).contains("already running on ant-queen");
    }

    // fault 63
    @Test
    void aRateLimitTellsWhenTheNextTryIsAllowed() throws Exception {
        var hearing =
                run(
                        renewal(
                                "echo 'too many certificates already issued, retry after"
                                        + " 2026-11-23 04:05:06 UTC: see the docs' >&2; exit 1"),
                        served(1, 1));

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(hearing.outcome().text())
                .contains("failed: rate limited until 2026-11-23T04:05:06Z. Try again then");
    }

    @Test
    void aFailedCommandIsAFailedStepAndNothingIsVerified() throws Exception {
        var hearing = run(renewal("exit 3"), served(1, 1));

        assertThat(hearing.outcome())
                .isEqualTo(
                        new RemedyOutcome.StepFailed(
                                0,
                                "“docs renewal %s” ended with status 3; its output says why."
                                        .formatted(folder.getFileName())));
        assertThat(hearing.steps).hasSize(1);
    }

    // fault 57: two consoles
    @Test
    void twoConsolesRunARenewalOnce() throws Exception {
        Path marks = folder.resolve("marks");
        Path go = folder.resolve("go");
        Renewal renewal =
                renewal(
                        "echo run >> %s; echo begun; while [ ! -e %s ]; do sleep 0.1; done"
                                .formatted(marks, go));
        var first = new Hearing("begun");
        runner(renewal, served(2, 2)).run(plan(renewal), "", first);
        first.awaitSign();

        var second = new Hearing("begun");
        runner(renewal, served(2, 2)).run(plan(renewal), "", second);
        second.awaitSign();
        Files.createFile(go);

        assertThat(second.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(second.outcome().text())
                .contains("was already running on ant-queen as run r")
                .contains("begun by " + Actor.ofThisProcess())
                .contains("nothing was begun");
        assertThat(first.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(marks).hasContent("run");
    }

    // fault 41
    @Test
    void aConnectionThatIsLostInTheMiddleIsTakenUpWhereItStopped() throws Exception {
        remote.loseAt = "two";
        var hearing =
                run(renewal("echo one; sleep 0.5; echo two; sleep 0.5; echo three"), served(2, 2));

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hearing.outputs).containsExactly("one\n", "two\n", "three\n");
        assertThat(remote.started).hasSizeGreaterThan(1);
    }

    @Test
    void cancellingEndsTheRunOnItsHostAndSaysSo() throws Exception {
        Renewal hanging = renewal("echo begun; sleep 300");
        var killed = new Hearing("begun");
        var run = runner(hanging, served(1, 1)).run(plan(hanging), "", killed);
        killed.awaitSign();
        run.cancel();
        assertThat(killed.outcome()).isInstanceOf(RemedyOutcome.Cancelled.class);
        assertThat(killed.outcome().text())
                .contains("The renewal was ended on the host, as asked.");

        var hearing = run(renewal("echo renewed"), served(2, 2));

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
    }

    @Test
    void aPreconditionThatIsNotMetRefuses() throws Exception {
        Renewal renewal = renewal("true");
        Report before = report(renewal, List.of(OLD1, Samples.refused("proxy2")), EXPIRED);
        var runner = new RemedyRunner(remote, audit, new FakeEngine(before, served(2, 2)), FAST);
        var hearing = new Hearing();

        runner.run(plan(renewal), "", hearing);

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(hearing.outcome().text()).contains("proxy2 (127.0.0.2) does not answer");
        assertThat(remote.started).isEmpty();
    }

    // fault 83
    @Test
    void aSecretInTheCommandIsNotInTheRecord() throws Exception {
        String canary = "c4n4ry-7f3a";
        Renewal renewal =
                new Renewal(
                        "docs renewal",
                        "ant-queen",
                        List.of(
                                "echo",
                                "--dns-token",
                                canary,
                                "API_KEY=" + canary,
                                "https://ops:" + canary + "@ca.example.org/"),
                        java.time.Duration.ofSeconds(20),
                        List.of(Samples.DOCS.id()),
                        List.of(),
                        false,
                        Optional.empty());

        var hearing = new Hearing();
        runner(renewal, served(2, 2)).run(plan(renewal), "", hearing);

        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hearing.outputs).anyMatch(o -> o.contains(canary));
        assertThat(audit.rows)
                .hasSize(2)
                .noneMatch(r -> r.contains(canary))
                .anyMatch(r -> r.contains("--dns-token <hidden>"));
    }

    // fault 46
    @Test
    void controlCharactersInTheOutputAreShownAsEscapes() throws Exception {
        var hearing = run(renewal("printf 'a\\033[2Jb\\342\\200\\256c\\n'"), served(2, 2));
        hearing.outcome();
        assertThat(hearing.outputs).contains("a\\u{1b}[2Jb\\u{202e}c\n");
    }

    // fault 48
    @Test
    void aCommandCannotForgeALineOfTheScripts() throws Exception {
        var hearing = run(renewal("echo 'wk0 exit 0'; echo 'wk0 end'; exit 4"), served(2, 2));
        assertThat(hearing.outcome()).isInstanceOf(RemedyOutcome.StepFailed.class);
    }

    private Hearing run(Renewal renewal, Report after) {
        var hearing = new Hearing();
        runner(renewal, after).run(plan(renewal), "", hearing);
        return hearing;
    }

    private RemedyRunner runner(Renewal renewal, Report after) {
        return new RemedyRunner(remote, audit, new FakeEngine(before(renewal), after), FAST);
    }

    private static RemedyPlan plan(Renewal renewal) {
        return new RemedyPlanner().plansFor(EXPIRED, before(renewal)).getFirst();
    }

    // Each test has a lock of its own on this machine.
    private Renewal renewal(String script) {
        Renewal plain = Samples.renewal("sh", "-c", script);
        return new Renewal(
                plain.name() + " " + folder.getFileName(),
                plain.host(),
                plain.command(),
                plain.timeout(),
                plain.renews(),
                plain.requires(),
                plain.sudo(),
                plain.runBy());
    }

    private static Report before(Renewal renewal) {
        return report(renewal, List.of(OLD1, OLD2), EXPIRED);
    }

    private static Report served(int serial1, int serial2) {
        List<TlsObservation> now =
                List.of(
                        Samples.presented("proxy1", serial1, LATER),
                        Samples.presented("proxy2", serial2, LATER));
        return serial1 == 2 && serial2 == 2
                ? report(Samples.renewal("true"), now)
                : report(Samples.renewal("true"), now, EXPIRED);
    }

    private static Report report(
            Renewal renewal, List<TlsObservation> observations, Finding... findings) {
        return Samples.report(
                Samples.fleet(renewal),
                List.of(Samples.probed(Samples.BUILDER, Samples.NOW, List.of())),
                observations,
                findings);
    }
}
