package dev.watchkeeper.ui.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The rows of hosts, processes and mounts.
final class HostRowsTest {
    private final Report report = SampleReports.outage();
    private final Blame blame = Blame.of(report);

    @Test
    void processesThatAFindingNamesCarryItsMark() {
        List<ProcessRow> named =
                ProcessRow.of(report, blame).stream().filter(r -> r.finding().isPresent()).toList();

        assertThat(named).hasSize(74);
        assertThat(named).extracting(r -> r.verdict().mark()).doesNotContain(Mark.OK);
    }

    @Test
    void aMountThatDoesNotAnswerSaysSoAndForHowLong() {
        MountRow silent =
                MountRow.of(report, blame).stream()
                        .filter(r -> r.host().equals("builder1") && r.point().equals("/mnt/build"))
                        .findFirst()
                        .orElseThrow();

        assertThat(silent.answer()).isEqualTo("does not answer for 7 d");
        assertThat(silent.verdict().mark()).isEqualTo(Mark.CRITICAL);
    }

    @Test
    void aHostThatWasNeverAskedIsNotCheckedYet() {
        Report unasked = SampleReports.unasked();

        assertThat(HealthRow.of(unasked, Blame.of(unasked)))
                .extracting(r -> r.verdict().word())
                .containsOnly("not checked yet");
    }

    @Test
    void aFindingIsOfferedOnlyWhenItHoldsAllSelectedProcesses() {
        var rows = ProcessRow.of(report, blame);
        var stuck =
                rows.stream()
                        .filter(r -> r.host().equals("ant-queen") && r.finding().isPresent())
                        .map(ProcessRow::key)
                        .toList();
        var other =
                rows.stream().filter(r -> r.host().equals("builder7")).findFirst().orElseThrow();

        assertThat(Blame.holdingAll(report, stuck)).hasSize(1);
        assertThat(Blame.holdingAll(report, List.of(stuck.getFirst(), other.key()))).isEmpty();
    }
}
