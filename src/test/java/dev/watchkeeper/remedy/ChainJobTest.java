package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.RecordedOutage;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.remedy.RemedyStep.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The end of the recorded outage: what jobs left over, and the renewal.
final class ChainJobTest {
    private static final Sightings.Pace FAST =
            new Sightings.Pace(Duration.ofMillis(30), Duration.ofMillis(1), Duration.ofMillis(30));

    private final RecordedOutage outage = new RecordedOutage("pipelined");

    @Test
    void theRenewalIsLastAndFixedIsSaidWhenItsCertificateIsServed() throws Exception {
        OutageHosts hosts = due();
        RemedyPlan plan = plan(hosts, hosts.runs());

        assertThat(plan.question()).endsWith(", and renew by “docs”?");
        assertThat(plan.also())
                .contains(
                        FindingKey.of(FindingKind.CERTIFICATE_EXPIRING, RecordedOutage.endpoint()));
        RemedyOutcome outcome = run(hosts, plan);
        assertThat(outcome).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(outcome.text()).contains("“docs” ended with status 0.");
        assertThat(hosts.ran).endsWith("ant-queen renew", "ant-queen remove-run");
        assertThat(hosts.ran).filteredOn(r -> r.endsWith(" renew")).hasSize(1);
    }

    // fault 61
    @Test
    void aRenewalWhoseCertificateIsNotServedIsNotFixed() throws Exception {
        OutageHosts hosts = due().answer("ant-queen renew", "started 4711", "exit 0", "end");

        RemedyOutcome outcome = run(hosts, plan(hosts, hosts.runs()));

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text()).contains("No address serves a new certificate.");
    }

    @Test
    void theRenewalDoesNotBeginWhileAHostItRequiresIsBlockedAgain() throws Exception {
        OutageHosts hosts = due();
        hosts.after("builder31 signal", () -> hosts.hang("builder31"));

        RemedyOutcome outcome = run(hosts, plan(hosts, hosts.runs()));

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains("Not renewed. /mnt/y on builder31 does not answer: free that mount");
        assertThat(hosts.ran).doesNotContain("ant-queen renew");
    }

    // fault 71
    @Test
    void aStepThatFailsKeepsTheRenewalFromBeginningAndNamesIt() throws Exception {
        OutageHosts hosts = due().answer("builder31 abort-fuse", "refused - permission", "end");

        RemedyOutcome outcome = run(hosts, plan(hosts, hosts.runs()));

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains("Not done: ")
                .contains(
                        "Run the renewal “docs” once, and compare what is served then on"
                                + " ant-queen.");
        assertThat(hosts.ran).last().isEqualTo("builder31 abort-fuse");
    }

    // fault 67
    @Test
    void theGroupsOfAJobEndAfterTheCauseAndThenItsDeadMountGoes() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder1");
        RemedyPlan plan = plan(hosts, hosts.runs());

        Action.Signal jobs =
                plan.steps().stream()
                        .map(RemedyStep::action)
                        .filter(a -> a instanceof Action.Signal s && !s.groups().isEmpty())
                        .map(Action.Signal.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(jobs.groups()).containsExactly(899L);
        assertThat(jobs.processes()).extracting(p -> p.key().pid()).containsExactly(900L, 901L);
        RemedyOutcome outcome = run(hosts, plan);

        assertThat(outcome).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(outcome.text()).contains("nothing is mounted at /build/gd2/mnt any more");
        assertThat(hosts.latest().findings()).noneMatch(f -> f.key().value().contains("builder"));
    }

    @Test
    void whatAJobLeftOnAHostThatIsNotBlockedIsFixedByItself() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        Finding leftover = leftover(hosts);
        RemedyPlan plan = plan(hosts, leftover);

        assertThat(plan.question())
                .isEqualTo(
                        "End 2 processes on builder7, and unmount /build/gd2/mnt if it is dead"
                                + " then?");
        assertThat(plan.also())
                .isEqualTo(Set.of(leftover.key(), MountSteps.faulty("builder7", "/build/gd2/mnt")));
        RemedyOutcome outcome = run(hosts, plan);

        assertThat(outcome).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(hosts.ran).containsExactly("builder7 signal", "builder7 unmount");
    }

    // fault 67
    @Test
    void aGroupWithAMemberThatWasNotShownIsLeftAlone() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        hosts.answer("builder7 signal", "refused - group", "end");

        RemedyOutcome outcome = run(hosts, plan(hosts, leftover(hosts)));

        assertThat(outcome)
                .isEqualTo(
                        new RemedyOutcome.Refused(
                                "Nothing was done: one of the process groups has another member by"
                                        + " now."));
        assertThat(hosts.ran).containsExactly("builder7 signal");
    }

    @Test
    void aMemberThatTheGroupGotInBetweenIsSeenAndNotSaidToBeEnded() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        hosts.after("builder7 signal", () -> hosts.joins("builder7", 902, 899));

        RemedyOutcome outcome = run(hosts, plan(hosts, leftover(hosts)));

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains("still there: late pid 902")
                .contains("Not done: Unmount /build/gd2/mnt if it is dead then");
    }

    // fault 68
    @Test
    void aMountThatIsAnotherByThenIsSkipped() throws Exception {
        for (String why : List.of("other-mount", "link", "silent")) {
            OutageHosts hosts = new OutageHosts(new RecordedOutage("pipelined")).job("builder7");
            hosts.answer("builder7 unmount", "refused - " + why, "end");

            RemedyOutcome outcome = run(hosts, plan(hosts, leftover(hosts)));

            assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
            assertThat(outcome.text()).contains("Nothing was done: " + Reasons.of(why));
        }
    }

    @Test
    void aMountThatAnswersByThenNeedsNothing() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        hosts.answer("builder7 unmount", "refused - answers", "end")
                .after("builder7 unmount", () -> hosts.repaired("builder7"));

        RemedyOutcome outcome = run(hosts, plan(hosts, leftover(hosts)));

        assertThat(outcome).isInstanceOf(RemedyOutcome.Fixed.class);
        assertThat(outcome.text()).contains("Nothing was done: it answers by now. Seen");
    }

    // What lets go of its place only is no fix, although nothing waits there any more.
    @Test
    void aMountThatIsOnlyDetachedIsNotFixedAndSaysWhoKeepsIt() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        hosts.answer("builder7 unmount", "busy force 32", "user 77", "unmounted lazy held", "end")
                .after("builder7 unmount", () -> hosts.unmount("builder7", "/build/gd2/mnt"));

        RemedyOutcome outcome = run(hosts, plan(hosts, leftover(hosts)));

        assertThat(outcome).isInstanceOf(RemedyOutcome.NotFixed.class);
        assertThat(outcome.text())
                .endsWith(
                        "and yet /build/gd2/mnt is detached, not unmounted: pid 77 keeps it; it is"
                                + " gone when that ends.");
    }

    // fault 64
    @Test
    void aPidThatIsAnotherProcessSinceThePreviewIsRefused() throws Exception {
        OutageHosts hosts = new OutageHosts(outage).job("builder7");
        RemedyPlan plan = plan(hosts, leftover(hosts));
        hosts.change("builder7", t -> t.replaceAll("(p 901 .* 5) 1 1 ", "$1 2 1 "));

        RemedyOutcome outcome = run(hosts, plan);

        assertThat(outcome).isInstanceOf(RemedyOutcome.Refused.class);
        assertThat(outcome.text()).contains("pid 901 on builder7 is another process, helper");
        assertThat(hosts.ran).isEmpty();
    }

    @Test
    void aLockIsRemovedRightBeforeTheRenewalAndWithoutRootItIsSaidToBeLeft() {
        OutageHosts root = due(Optional.of("/run/lock"), "root");
        RemedyPlan plan = plan(root, root.runs());
        List<RemedyStep> last = plan.steps().subList(plan.steps().size() - 2, plan.steps().size());
        assertThat(last.getFirst().action())
                .isEqualTo(
                        new Action.RemoveLock(
                                "/run/lock",
                                root.runs().runs().getFirst().leader().key().bootId()));
        assertThat(last.getLast().action()).isInstanceOf(Action.Renew.class);
        assertThat(plan.loss()).doesNotContain("/run/lock");

        OutageHosts other = due(Optional.of("/run/lock"), "ops");
        RemedyPlan without = plan(other, other.runs());
        assertThat(without.steps()).noneMatch(s -> s.action() instanceof Action.RemoveLock);
        assertThat(without.loss())
                .endsWith(
                        "Not part of this: the lock /run/lock, because only root sees whether"
                                + " somebody holds it.");
    }

    @Test
    void aServerThatCouldNotBeSeenIsSaidToBeLeft() {
        OutageHosts hosts =
                new OutageHosts(
                        outage.with(
                                "builder31",
                                t ->
                                        t.replaceAll("(?m)^fixture0 serve .*\n", "")
                                                .replace("silent.pl\u001f/mnt/x", "other.pl")));

        RemedyPlan plan = plan(hosts, hosts.runs());
        assertThat(plan.loss())
                .contains(
                        "Not part of this: what serves /mnt/x on builder31, which only root could"
                                + " see; it may stay.");
        assertThat(plan.steps())
                .noneMatch(s -> s.host().equals("builder31") && s.purpose().contains("perl"));
    }

    // fault 59
    @Test
    void aLockThatSomebodyHoldsKeepsTheRenewalFromBeginning() throws Exception {
        OutageHosts hosts = due(Optional.of("/run/lock"), "root");
        hosts.answer("ant-queen remove-lock", "held 812 dehydrated", "end");

        RemedyOutcome outcome = run(hosts, plan(hosts, hosts.runs()));

        assertThat(outcome).isInstanceOf(RemedyOutcome.StepFailed.class);
        assertThat(outcome.text())
                .contains(
                        "Nothing was done: dehydrated pid 812 holds /run/lock. Not done: Run the");
        assertThat(hosts.ran).doesNotContain("ant-queen renew");
    }

    private static OutageHosts due() {
        return due(Optional.empty(), "ops");
    }

    private static OutageHosts due(Optional<String> lock, String user) {
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("certbot", "renew"),
                        Duration.ofSeconds(20),
                        List.of(RecordedOutage.endpoint()),
                        List.of("builder1", "builder31"),
                        false,
                        Optional.empty(),
                        lock);
        return new OutageHosts(
                new RecordedOutage("pipelined").as(user).due(renewal, Duration.ofDays(89)));
    }

    private static Finding leftover(OutageHosts hosts) {
        return hosts.latest().findings().stream()
                .filter(f -> f.kind() == FindingKind.PROCESS_LEFTOVER)
                .findFirst()
                .orElseThrow();
    }

    private static RemedyPlan plan(OutageHosts hosts, Finding finding) {
        return new RemedyPlanner().plansFor(finding, hosts.latest()).getFirst();
    }

    private static RemedyOutcome run(OutageHosts hosts, RemedyPlan plan) throws Exception {
        var heard = new Hearing();
        new RemedyRunner(hosts, new ListAudit(), hosts, FAST)
                .run(plan, plan.typedConfirmation().orElseThrow(), heard);
        return heard.outcome();
    }
}
