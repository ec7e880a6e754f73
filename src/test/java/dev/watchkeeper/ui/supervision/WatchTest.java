package dev.watchkeeper.ui.supervision;

import static dev.watchkeeper.ui.supervision.SampleSupervision.NAGIOS;
import static dev.watchkeeper.ui.supervision.SampleSupervision.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot.DrillState;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.SupervisionAnswer;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the screen says of a report.
final class WatchTest {
    private static SupervisionAnswers together(Report report) {
        return Watch.of(report).together().orElseThrow();
    }

    private static Report wellWith(DrillState drills) {
        SupervisionState state =
                Objects.requireNonNull(
                        SampleSupervision.well().snapshot().supervision().get(NAGIOS.name()));
        return SampleSupervision.with(
                SampleReports.healthy(),
                List.of(NAGIOS),
                Map.of(
                        NAGIOS.name(),
                        new SupervisionState(
                                state.latest(),
                                state.lastObserved(),
                                0,
                                Optional.empty(),
                                drills)));
    }

    private static DrillState drilledAt(Instant at) {
        DrillResult passed = SampleStatus.passed();
        var then = new DrillResult(passed.supervision(), passed.token(), at, false, passed.legs());
        return new DrillState(Optional.of(then), Optional.of(then));
    }

    @Test
    void whereAllIsWellTheAnswersAreYesAndSayHowOldTheyAre() {
        SupervisionAnswers answers = together(SampleSupervision.well());

        assertThat(List.of(answers.alive(), answers.covering(), answers.pages()))
                .allSatisfy(a -> assertThat(a.word()).isEqualTo("yes"))
                .allSatisfy(a -> assertThat(Shown.mark(a)).isEqualTo(Mark.OK));
        assertThat(answers.alive().at()).contains(NOW.minusSeconds(4));
        assertThat(answers.pages().at()).contains(SampleStatus.passed().startedAt());
        assertThat(answers.pages().text()).contains("got through to where pages arrive");
    }

    @Test
    void aGoodAnswerThatGrewOldIsUnknown() {
        SupervisionAnswer alive = together(SampleSupervision.well()).alive();

        assertThat(Shown.mark(alive.asOf(NOW.plus(Duration.ofMinutes(14))))).isEqualTo(Mark.OK);
        assertThat(Shown.mark(alive.asOf(NOW.plus(Duration.ofMinutes(16)))))
                .isEqualTo(Mark.UNKNOWN);
        assertThat(alive.asOf(NOW.plus(Duration.ofMinutes(16))).text()).startsWith("Too old");
    }

    @Test
    void aProofCountsNoLongerThanWhatWasSeenOfTheSystemAndThanThePolicySays() {
        SupervisionAnswer pages = together(SampleSupervision.well()).pages();
        assertThat(Shown.mark(pages.asOf(NOW.plus(Duration.ofMinutes(16)))))
                .isEqualTo(Mark.UNKNOWN);

        Instant almost = NOW.minus(NAGIOS.drill().provenFor()).plusSeconds(60);
        SupervisionAnswer soonOver = together(wellWith(drilledAt(almost))).pages();
        assertThat(Shown.mark(soonOver.asOf(NOW))).isEqualTo(Mark.OK);
        assertThat(Shown.mark(soonOver.asOf(NOW.plusSeconds(61)))).isEqualTo(Mark.UNKNOWN);
    }

    @Test
    void withoutADrillThatPassedLatelyNobodyKnowsWhetherItPages() {
        SupervisionAnswer never = together(wellWith(DrillState.NEVER)).pages();
        assertThat(Shown.mark(never)).isEqualTo(Mark.UNKNOWN);
        assertThat(never.word()).isEqualTo("not proven");

        Instant longAgo = NOW.minus(Duration.ofDays(9));
        SupervisionAnswer old = together(wellWith(drilledAt(longAgo))).pages();
        assertThat(Shown.mark(old)).isEqualTo(Mark.UNKNOWN);
        assertThat(old.text()).contains("9 d ago").contains("counts for 7 d");
    }

    @Test
    void notificationsThatAreOffAreANoWhateverWasProven() {
        SupervisionAnswers answers = together(SampleSupervision.outage());

        assertThat(answers.alive().word()).isEqualTo("yes");
        assertThat(answers.pages().word()).isEqualTo("no");
        assertThat(Shown.mark(answers.pages())).isEqualTo(Mark.CRITICAL);
        assertThat(Shown.mark(answers.covering())).isEqualTo(Mark.HIGH);
        assertThat(answers.covering().text()).contains("1 without expiry");
    }

    @Test
    void ofSeveralTheWorstIsToldAndWhatStandsStillCoversOnPaperOnly() {
        Watch watch = Watch.of(SampleSupervision.several());
        SupervisionAnswers answers = watch.together().orElseThrow();

        assertThat(answers.alive().word()).isEqualTo("no");
        assertThat(answers.alive().text()).contains("stopped by a signal");
        assertThat(answers.covering().word()).isEqualTo("only on paper");
        assertThat(Shown.mark(answers.pages())).isEqualTo(Mark.CRITICAL);
        assertThat(watch.systems())
                .extracting(s -> s.answers().pages().word())
                .containsExactly("no", "not proven");
    }

    @Test
    void whatWasNeverAskedOrNeverAnsweredIsUnknownInAllThree() {
        for (Report report : List.of(SampleSupervision.unasked(), SampleSupervision.unanswered())) {
            SupervisionAnswers answers = together(report);
            assertThat(List.of(answers.alive(), answers.covering(), answers.pages()))
                    .allSatisfy(a -> assertThat(Shown.mark(a)).isEqualTo(Mark.UNKNOWN));
        }
        assertThat(together(SampleSupervision.unanswered()).alive().text())
                .contains("the login to monitor1 was refused");
    }

    @Test
    void aFleetWithoutSupervisionHasNoAnswers() {
        assertThat(Watch.of(SampleReports.healthy()).together()).isEmpty();
    }

    @Test
    void theRowsSayWhatIsMissingWorstFirst() {
        List<CoverageLine> lines =
                Watch.of(SampleSupervision.outage()).lines().stream()
                        .sorted(CoverageLine.WORST_FIRST)
                        .toList();

        assertThat(lines.get(0).id()).isEqualTo("legacy.example.org:8443");
        assertThat(lines.get(0).gaps()).isEqualTo("not checked at all");
        CoverageLine docs = lines.get(1);
        assertThat(docs.id()).isEqualTo("docs.example.org:443");
        assertThat(docs.verdict().word()).isEqualTo("no expiry");
        assertThat(docs.checks()).isEqualTo("docs.example.org/HTTPS");
        assertThat(docs.warns()).isEqualTo("never / 30 d");
        assertThat(docs.told()).isEqualTo("nobody");
        assertThat(docs.contains("https")).isTrue();
        assertThat(docs.contains("nagios3")).isFalse();
    }

    // fault 46
    @Test
    void whatSupervisionSaysIsCappedAndShowsItsControlCharacters() {
        CoverageLine www =
                Watch.of(SampleSupervision.hostile()).lines().stream()
                        .filter(l -> l.id().startsWith("www"))
                        .findFirst()
                        .orElseThrow();

        assertThat(www.checks()).hasSizeLessThan(500).contains("\\u{202e}").contains("\\u{7}");
    }
}
