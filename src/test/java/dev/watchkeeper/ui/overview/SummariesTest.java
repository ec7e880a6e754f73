package dev.watchkeeper.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What the first screen says.
final class SummariesTest {
    private static Summary outage() {
        return Summaries.of(SampleReports.outage());
    }

    @Test
    void theCardsCountOnlyWhatIsWrong() {
        assertThat(outage().cards())
                .extracting(Summary.Card::title, c -> c.wrong().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Certificates", 2),
                        org.assertj.core.groups.Tuple.tuple("Builders and hosts", 3),
                        org.assertj.core.groups.Tuple.tuple("Stuck processes", 74),
                        org.assertj.core.groups.Tuple.tuple("Not known", 0));
    }

    @Test
    void aHealthyFleetIsGreyAllOver() {
        Summary summary = Summaries.of(SampleReports.healthy());

        assertThat(summary.mark()).isEqualTo(Mark.OK);
        assertThat(summary.cards()).extracting(Summary.Card::mark).containsOnly(Mark.OK);
        assertThat(summary.hosts()).extracting(Summary.HostLine::mark).containsOnly(Mark.OK);
        assertThat(summary.findings()).isEmpty();
    }

    @Test
    void whatWasNeverAskedIsUnknownAndNotHealthy() {
        Summary summary = Summaries.of(SampleReports.unasked());

        assertThat(summary.mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(summary.hosts()).extracting(Summary.HostLine::mark).containsOnly(Mark.UNKNOWN);
        assertThat(summary.cards()).extracting(Summary.Card::mark).containsOnly(Mark.UNKNOWN);
        assertThat(summary.cards().subList(0, 3))
                .extracting(Summary.Card::wrong)
                .containsOnly(OptionalInt.empty());
        assertThat(summary.cards().getLast().detail()).isEqualTo("10 not checked yet");
    }

    @Test
    void processesOfHostsThatASourceTellsOfAreUnknownAndNotNone() {
        var builder = SampleSources.BUILDER;
        var snapshot =
                new Fold(
                                FleetSnapshot.empty(
                                        SampleSources.fleet(List.of(), List.of(builder)),
                                        Samples.NOW))
                        .add(SampleSources.host(builder, 0, Duration.ZERO))
                        .at(Samples.NOW);

        Summary.Card processes =
                Summaries.of(new Report(snapshot, List.of(), Map.of(), Report.Progress.IDLE))
                        .cards()
                        .get(2);

        assertThat(processes.mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(processes.detail()).isEqualTo("not known");
        assertThat(processes.wrong()).isEmpty();
    }

    @Test
    void symptomsAreCountedUnderTheirCauseAndHaveNoLine() {
        Summary.Line mount =
                outage().findings().stream()
                        .filter(l -> l.key().equals(SampleReports.MOUNT))
                        .findFirst()
                        .orElseThrow();

        assertThat(mount.symptoms()).isEqualTo(1);
        assertThat(outage().findings()).noneMatch(l -> l.title().contains("df without progress"));
    }

    @Test
    void theWorstHostsComeFirst() {
        assertThat(outage().hosts())
                .extracting(Summary.HostLine::name)
                .containsExactly("builder1", "builder31", "ant-queen", "builder7");
    }

    @Test
    void theWarningWindowIsThatOfTheMostCommonLifetime() {
        assertThat(outage().warningWindow()).isEqualTo(Duration.ofDays(27));
    }

    @Test
    void expiredCertificatesComeFirstInTheStrip() {
        assertThat(outage().expiries().getFirst().name()).startsWith("docs.example.org");
        assertThat(outage().expiries().getFirst().mark()).isEqualTo(Mark.CRITICAL);
    }

    @Test
    void aCertificateAtTwoAddressesIsOneInTheStrip() {
        assertThat(outage().expiries())
                .filteredOn(e -> e.endpoint().equals("docs.example.org"))
                .singleElement()
                .satisfies(e -> assertThat(e.name()).endsWith(" at proxy1 and proxy2"));
    }

    @Test
    void theStripTakesItsMarksFromTheFindingsAlone() {
        var report = SampleReports.outage();
        var without =
                new dev.watchkeeper.monitor.Report(
                        report.snapshot(), java.util.List.of(), report.since(), report.progress());

        assertThat(outage().expiries())
                .filteredOn(e -> e.endpoint().equals("packages.example.org"))
                .extracting(Summary.Expiry::mark)
                .containsOnly(Mark.HIGH);
        assertThat(Summaries.of(without).expiries())
                .extracting(Summary.Expiry::mark)
                .containsOnly(Mark.OK);
    }
}
