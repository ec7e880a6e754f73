package dev.watchkeeper.ui.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.RecordedOutage;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleRuns;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The runs of reports, their lanes and what overlaps, without a window.
final class RunRowsTest {
    private final Looks looks = new Looks(Looks.Found::in);

    private List<RunRow> rows(Report report) {
        return RunRows.of(report, looks.of(report));
    }

    @Test
    void stuckRunsAreToldFromOneThatOnlyWaits() {
        List<RunRow> runs = rows(SampleReports.stuckRuns());

        assertThat(runs)
                .extracting(RunRow::name, r -> r.verdict().word())
                .containsExactlyInAnyOrder(
                        tuple("nightly.yml", "stuck"),
                        tuple("nightly.yml", "stuck"),
                        tuple("long.yml", "waiting"));
        assertThat(runs.getFirst().waitsFor()).contains("builder1", "builder31");
    }

    @Test
    void aBlockedLaneNamesItsHostItsProcessesAndTheChain() {
        Report report = SampleReports.stuckRuns();
        RunRow run = stuck(rows(report));

        LaneRow lane =
                RunRows.lanes(report).of(run).stream()
                        .filter(l -> l.destination().equals("builder1"))
                        .findFirst()
                        .orElseThrow();
        assertThat(lane.host()).contains("builder1");
        assertThat(lane.verdict()).isEqualTo(new Verdict(Mark.CRITICAL, "blocked"));
        assertThat(lane.pids()).isEqualTo("worker 456 · ssh 475");
        assertThat(lane.waitsFor())
                .isEqualTo("← builder1:/mnt/x does not answer ← perl pid 761 (stopped)");
        assertThat(lane.chain().orElseThrow()).contains("proven", "sshd", "← ");
        assertThat(lane.begun()).isAfter(run.begun());
    }

    @Test
    void oneWhoseHostHasTroubleMayBeBlockedAndIsNotCalledSo() {
        Report report = SampleRuns.wide(30);
        RunRow run = rows(report).getFirst();

        List<LaneRow> lanes = RunRows.lanes(report).of(run);
        assertThat(lanes).hasSize(30);
        assertThat(lanes.subList(0, 5))
                .extracting(l -> l.verdict().word())
                .containsExactly("may be blocked", "may be blocked", "waits", "waits", "works");
        assertThat(lanes.getFirst().waitsFor())
                .contains("/mnt/build", "whether it waits for that could not be told");
        assertThat(run.verdict()).isEqualTo(new Verdict(Mark.UNKNOWN, "may be stuck"));
    }

    @Test
    void whatIsNotKnownToBeStuckAndWasNotSeenLatelyIsNotKnown() {
        Report report = SampleRuns.outdated();
        RunRow run = rows(report).getFirst();

        assertThat(run.verdict()).isEqualTo(new Verdict(Mark.UNKNOWN, "was working"));
        LaneRow lane = RunRows.lanes(report).of(run).getFirst();
        assertThat(lane.verdict()).isEqualTo(new Verdict(Mark.UNKNOWN, "worked"));
        assertThat(lane.lasted(SampleReports.NOW)).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void runsThatCouldNotBeToldHaveTheirFindingAndAreNotCalledStuck() {
        var snapshot = new RecordedOutage("pipelined").snapshot();
        Report report = SampleReports.stuckRuns();
        var uncertain =
                report.findings().stream()
                        .filter(RunFinding.class::isInstance)
                        .map(RunFinding.class::cast)
                        .map(RunRowsTest::asUncertain)
                        .findFirst()
                        .orElseThrow();

        var row =
                rows(new Report(snapshot, List.of(uncertain), Map.of(), Report.Progress.IDLE))
                        .stream()
                        .filter(r -> r.finding().isPresent())
                        .findFirst()
                        .orElseThrow();
        assertThat(row.verdict()).isEqualTo(new Verdict(Mark.UNKNOWN, "may be stuck"));
        assertThat(row.isStuck()).isFalse();
    }

    private static RunFinding asUncertain(RunFinding f) {
        var s = f.statement();
        var kind = FindingKind.RUN_UNCERTAIN;
        return new RunFinding(
                new Statement(
                        FindingKey.of(kind, "ant-queen"),
                        kind,
                        Severity.UNKNOWN,
                        s.title(),
                        s.impact(),
                        s.observedAt(),
                        s.evidence(),
                        s.cause()),
                f.host(),
                f.runs(),
                f.masters(),
                f.graph(),
                f.chains());
    }

    @Test
    void runsOfOnePlaybookOverlapSinceTheSecondOfThemBegan() {
        Report report = SampleReports.stuckRuns();
        List<RunRow> runs = rows(report);

        List<Overlap> overlaps = Overlap.of(runs);
        Instant second =
                runs.stream()
                        .filter(r -> r.name().equals("nightly.yml"))
                        .map(RunRow::begun)
                        .max(Instant::compareTo)
                        .orElseThrow();
        assertThat(overlaps).containsExactly(new Overlap("ant-queen", "nightly.yml", 2, second, 2));
        assertThat(overlaps.getFirst().words())
                .isEqualTo("2 runs of nightly.yml on ant-queen overlap, all of them stuck");
    }

    @Test
    void aHostThatSaysNothingNewIsNotLookedThroughAgain() {
        Report report = SampleReports.stuckRuns();
        Run before = stuck(rows(report)).run();

        Report later =
                new Report(
                        report.snapshot(),
                        Rules.evaluate(report.snapshot()),
                        Map.of(),
                        Report.Progress.IDLE);

        assertThat(stuck(rows(later)).run()).isSameAs(before);
    }

    private static RunRow stuck(List<RunRow> runs) {
        return runs.stream().filter(RunRow::isStuck).findFirst().orElseThrow();
    }
}
