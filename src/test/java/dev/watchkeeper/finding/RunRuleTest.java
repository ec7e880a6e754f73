package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.CauseNode;
import dev.watchkeeper.finding.cause.CauseNode.Hop;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.finding.cause.Certainty;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

final class RunRuleTest {
    @Test
    void oneSentenceNamesTheRunsTheMountsAndWhatServesThem() {
        RunFinding run = new RecordedOutage("folders").run();

        assertThat(run.statement().title())
                .isEqualTo(
                        "17 processes of 3 runs of nightly.yml on ant-queen, the oldest for 23 min"
                                + " ← builder1:/mnt/x does not answer ← perl pid 30;"
                                + " builder31:/mnt/x does not answer ← perl pid 22");
        assertThat(run.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(run.key().value()).isEqualTo("run-stuck/ant-queen");
    }

    @Test
    void aHostThatNobodyWaitsForIsNeverNamed() {
        for (String set : List.of("folders", "pipelined")) {
            RunFinding run = new RecordedOutage(set).run();

            String said =
                    run.statement().title()
                            + run.statement().evidence()
                            + run.graph().nodes().stream().map(CauseNode::text).toList();
            assertThat(said).doesNotContain("builder7");
            assertThat(run.hosts()).containsExactlyInAnyOrder("ant-queen", "builder1", "builder31");
        }
    }

    @Test
    void theRemoteProcessIsProvenByTheFolderThatBothShow() {
        RunFinding run = unmarked(new RecordedOutage("folders")).run();

        assertThat(intoSessions(run))
                .hasSize(6)
                .allSatisfy(e -> {
                    assertThat(e.certainty()).isEqualTo(Certainty.PROVEN);
                    assertThat(e.how()).contains("ansible-tmp-");
                });
    }

    @Test
    void withPipeliningItIsProvenByTheMarkOfBecome() {
        RunFinding run = new RecordedOutage("pipelined").run();

        assertThat(intoSessions(run))
                .hasSize(4)
                .allSatisfy(e -> {
                    assertThat(e.certainty()).isEqualTo(Certainty.PROVEN);
                    assertThat(e.how()).contains("BECOME-SUCCESS-");
                });
    }

    @Test
    void withoutAnyMarkTheConnectionAndTheMomentTell() {
        RunFinding run = unmarked(new RecordedOutage("pipelined")).run();

        assertThat(intoSshd(run))
                .hasSize(4)
                .allSatisfy(e -> {
                    assertThat(e.certainty()).isEqualTo(Certainty.PROVEN);
                    assertThat(e.evidence().text()).containsPattern("10\\.99\\.0\\.10:\\d+ → 10");
                });
        assertThat(intoSessions(run))
                .hasSize(4)
                .allSatisfy(e -> assertThat(e.certainty()).isEqualTo(Certainty.INFERRED));
        assertThat(intoSessions(run).stream().map(e -> e.to().id()).distinct()).hasSize(4);
    }

    @Test
    void withoutMarksAndConnectionsNothingIsClaimedThatCouldNotBeTold() {
        var outage = unmarked(new RecordedOutage("pipelined"));
        RecordedOutage.NAMES.forEach(h -> outage.with(h, t -> without(t, " tcp ", " fd ")));

        // Both sessions began within the time that the first run's login may have taken; both are
        // stuck.
        RunFinding run = outage.run();
        assertThat(run.runs()).hasSize(2);
        assertThat(intoSessions(run))
                .allSatisfy(e -> assertThat(e.certainty()).isEqualTo(Certainty.INFERRED))
                .anySatisfy(e -> assertThat(e.how()).contains("one of 2 sessions"));
    }

    @Test
    void aRunOfWhichItCouldNotBeToldIsSaidToBeUncertainAndIsNotEnded() {
        var outage = unmarked(new RecordedOutage("pipelined"));
        RecordedOutage.NAMES.forEach(h -> outage.with(h, t -> without(t, " tcp ", " fd ")));
        // One of the two sessions that began together on builder31 works.
        outage.with(
                "builder31",
                t -> t.replace("1468496 1 request_wait_answer df", "1468496 1 do_epoll_wait du"));

        RunFinding run = only(outage, FindingKind.RUN_UNCERTAIN);

        assertThat(run.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(run.statement().title()).contains("may be stuck");
        assertThat(run.statement().cause())
                .hasValueSatisfying(c -> assertThat(c.value()).startsWith("mount-silent/builder"));
        assertThat(run.graph().edges())
                .anySatisfy(e -> assertThat(e.how()).contains("root there could tell"));
        assertThat(outage.findings())
                .filteredOn(f -> f.kind() == FindingKind.MOUNT_SILENT)
                .allSatisfy(f -> assertThat(f.statement().cause()).isEmpty());
    }

    @Test
    void aRunThatWorksIsLeftAlone() {
        RunFinding run = new RecordedOutage("pipelined").run();

        assertThat(run.runs()).extracting(Run::name).containsOnly("nightly.yml");
        assertThat(run.processes())
                .noneMatch(p -> p.line().contains("long.yml") || p.line().contains("ee078ee6a9"));
    }

    @Test
    void aRunOneOfWhoseHostsStillWorksIsLeftAlone() {
        // As if what they run on builder31 did not touch its mount.
        var outage =
                new RecordedOutage("folders")
                        .with("builder31", t -> without(t, " on ", " cwd "))
                        .with(
                                "builder31",
                                t -> t.replace("request_wait_answer df", "do_epoll_wait du"))
                        .with("builder31", t -> t.replace("df\u001f-h", "du\u001f/srv"));

        assertThat(outage.findings()).noneMatch(RunFinding.class::isInstance);
    }

    @Test
    void aYoungRunIsNotStuckYet() {
        var outage = new RecordedOutage("pipelined").stuckAfter(Duration.ofMinutes(5));

        assertThat(outage.findings()).noneMatch(RunFinding.class::isInstance);
    }

    @Test
    void aServerThatIsStoppedIsSaidToBe() {
        assertThat(new RecordedOutage("pipelined").run().statement().title())
                .contains("builder1:/mnt/x does not answer ← perl pid 761 (stopped)");
    }

    @Test
    void aHostThatHangsIsTheCauseItself() {
        RunFinding run = new RecordedOutage("folders").hung("builder31").run();

        assertThat(run.statement().title()).contains("builder31 hangs while exchanging keys");
        assertThat(run.graph().edges())
                .anySatisfy(e -> {
                    assertThat(e.to()).isInstanceOf(CauseNode.Machine.class);
                    assertThat(e.certainty()).isEqualTo(Certainty.INFERRED);
                });
    }

    @Test
    void withoutRootTheLastLinkIsInferredAndSaysSo() {
        var outage = new RecordedOutage("folders");
        RecordedOutage.NAMES.forEach(h -> outage.with(h, RunRuleTest::asNonRoot));

        RunFinding run = outage.run();

        assertThat(run.graph().edges())
                .filteredOn(e -> e.to() instanceof CauseNode.Mounted)
                .isNotEmpty()
                .allSatisfy(e -> {
                    assertThat(e.certainty()).isEqualTo(Certainty.INFERRED);
                    assertThat(e.how()).contains("root could see it");
                });
        assertThat(run.graph().edges())
                .anySatisfy(e -> {
                    assertThat(e.to()).isInstanceOf(CauseNode.Unread.class);
                    assertThat(e.certainty()).isEqualTo(Certainty.UNKNOWN);
                    assertThat(e.to().text()).contains("root could see it");
                });
    }

    @Test
    void whatBelongsToTheRunsIsGroupedUnderThem() {
        List<Finding> findings = new RecordedOutage("folders").findings();

        assertThat(findings.stream().filter(f -> f.statement().cause().isEmpty()))
                .singleElement()
                .isInstanceOf(RunFinding.class);
        assertThat(findings)
                .extracting(Finding::kind)
                .contains(
                        FindingKind.MOUNT_SILENT,
                        FindingKind.PROCESS_STUCK,
                        FindingKind.PROCESS_PILE_UP);
    }

    @Test
    void aPileUpOfTheSameRunsIsNotSaidAgain() {
        assertThat(new RecordedOutage("pipelined").findings())
                .noneMatch(f -> f.key().value().startsWith("process-pile-up/ant-queen"));
    }

    private static RunFinding only(RecordedOutage outage, FindingKind kind) {
        return outage.findings().stream()
                .filter(f -> f.kind() == kind)
                .map(RunFinding.class::cast)
                .reduce((a, b) -> {
                    throw new AssertionError("more than one");
                })
                .orElseThrow();
    }

    private static List<CauseEdge> intoSessions(RunFinding run) {
        return edges(run)
                .filter(e -> e.from() instanceof Hop && e.to() instanceof Running)
                .toList();
    }

    private static List<CauseEdge> intoSshd(RunFinding run) {
        return edges(run)
                .filter(e -> e.to() instanceof Hop h && h.role() == CauseNode.Role.SSHD)
                .toList();
    }

    private static Stream<CauseEdge> edges(RunFinding run) {
        return run.graph().edges().stream();
    }

    private static RecordedOutage unmarked(RecordedOutage outage) {
        RecordedOutage.NAMES.forEach(
                h -> outage.with(h, t -> t.replaceAll("BECOME-SUCCESS-[a-z]+", "BECOME-SUCCESS")));
        return outage;
    }

    /// Wait channels read 0, and files of others cannot be seen.
    private static String asNonRoot(String output) {
        return without(output, " on ", " serve ", " cwd ", " fd ")
                .replaceAll("(?m)^(fixture0 p (?:\\S+ ){8})\\S+ ", "$10 ")
                .replaceAll("perl /root/silent.pl.*", "perl");
    }

    private static String without(String output, String... tags) {
        return output.lines()
                .filter(l -> Stream.of(tags).noneMatch(t -> l.startsWith("fixture0" + t)))
                .reduce("", (a, b) -> a + b + "\n");
    }
}
