package dev.watchkeeper.ui.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The arithmetic of the strip.
final class StripColumnsTest {
    private static final Instant NOW = SampleCertificates.NOW;

    private static Ending ending(String row, Duration opens, Duration ends, Mark mark) {
        return new Ending(row, row, NOW.plus(opens), NOW.plus(ends), mark);
    }

    private static Ending ending(String row, long opens, long ends) {
        return ending(row, Duration.ofDays(opens), Duration.ofDays(ends), Mark.OK);
    }

    private static StripColumns days(Ending... endings) {
        return new StripColumns(List.of(endings), NOW, 90);
    }

    @Test
    void aCertificateIsInTheColumnOfItsEndAndShadesFromItsRenewalToThere() {
        StripColumns columns = days(ending("a", 10, 40));

        assertThat(columns.at(40)).extracting(Ending::row).containsExactly("a");
        assertThat(columns.at(39)).isEmpty();
        assertThat(columns.renewing(9)).isZero();
        assertThat(columns.renewing(10)).isOne();
        assertThat(columns.renewing(40)).isOne();
        assertThat(columns.renewing(41)).isZero();
    }

    @Test
    void shadesAddUpAndAreClippedToTheStrip() {
        StripColumns columns =
                days(ending("a", -20, 5), ending("b", 3, 200), ending("c", 120, 130));

        assertThat(columns.renewing(0)).isOne();
        assertThat(columns.renewing(4)).isEqualTo(2);
        assertThat(columns.renewing(89)).isOne();
        assertThat(columns.mostRenewing()).isEqualTo(2);
    }

    @Test
    void whatHasEndedAndWhatEndsLaterIsAtTheEdges() {
        StripColumns columns =
                days(ending("expired", -40, -1), ending("now", -40, 0), ending("later", 80, 90));

        assertThat(columns.expired()).extracting(Ending::row).containsExactly("expired", "now");
        assertThat(columns.later()).extracting(Ending::row).containsExactly("later");
        assertThat(columns.mostEnding()).isZero();
        assertThat(columns.renewing(0)).isZero();
        assertThat(columns.renewing(85)).isOne();
    }

    @Test
    void datesAfter2038AndThatOf9999StayWithinTheStrip() { // faults 25, 26
        var far = new Ending("a", "a", NOW, Instant.parse("2039-06-01T00:00:00Z"), Mark.OK);
        var endless = new Ending("b", "b", NOW, Instant.parse("9999-12-31T23:59:59Z"), Mark.OK);
        StripColumns columns = days(far, endless);

        assertThat(columns.later()).containsExactly(far, endless);
        assertThat(columns.place(endless.notAfter())).isGreaterThan(columns.place(far.notAfter()));
        assertThat(columns.renewing(89)).isEqualTo(2);

        StripColumns then =
                new StripColumns(List.of(far), Instant.parse("2039-05-01T00:00:00Z"), 90);
        assertThat(then.at(31)).containsExactly(far);
    }

    @Test
    void noColumnIsLongerOrShorterBecauseTheClocksAreChanged() { // fault 24
        Instant before = Instant.parse("2027-03-20T12:00:00Z");
        List<Ending> daily =
                IntStream.range(1, 90)
                        .mapToObj(d -> before.plus(Duration.ofDays(d)))
                        .map(at -> new Ending(at.toString(), "", at, at, Mark.OK))
                        .toList();
        var columns = new StripColumns(daily, before, 90);

        assertThat(IntStream.range(1, 90)).allMatch(i -> columns.at(i).size() == 1);
    }

    @Test
    void tenThousandAreAggregatedByColumnAndTheWorstIsSeen() {
        List<Ending> many =
                IntStream.range(0, 10_000)
                        .mapToObj(i ->
                                ending(
                                        "r" + i,
                                        Duration.ofDays(-1),
                                        Duration.ofMinutes(1 + i * 129L / 10),
                                        i == 5_000 ? Mark.CRITICAL : Mark.OK))
                        .toList();
        var columns = new StripColumns(many, NOW, 250);

        int all = IntStream.range(0, 250).map(i -> columns.at(i).size()).sum();
        assertThat(all).isEqualTo(10_000);
        assertThat(columns.renewing(0)).isEqualTo(10_000);
        assertThat(
                        IntStream.range(0, 250)
                                .filter(i -> columns.worst(i).equals(Optional.of(Mark.CRITICAL))))
                .hasSize(1);
        assertThat(StripPaths.depth(columns, 0)).isEqualTo(4);
        assertThat(StripPaths.depth(columns, 248)).isEqualTo(1);
    }

    @Test
    void aRenewalThatIsDueOnlyAfterTheEndShadesNothing() {
        StripColumns columns = days(ending("a", 50, 40));

        assertThat(IntStream.range(0, 90)).allMatch(i -> columns.renewing(i) == 0);
        assertThat(columns.at(40)).hasSize(1);
    }

    @Test
    void pickingAgainGoesThroughAllOfAColumn() {
        List<Ending> two = List.of(ending("a", 1, 2), ending("b", 1, 2));

        assertThat(StripColumns.next(two, Optional.empty())).contains(two.getFirst());
        assertThat(StripColumns.next(two, Optional.of("a"))).contains(two.getLast());
        assertThat(StripColumns.next(two, Optional.of("b"))).contains(two.getFirst());
        assertThat(StripColumns.next(List.of(), Optional.of("b"))).isEmpty();
    }

    @Test
    void aClickBesideAColumnFindsTheNearest() {
        StripColumns columns = days(ending("a", 1, 10), ending("b", 1, 14));

        assertThat(columns.nearest(11, 2)).contains(10);
        assertThat(columns.nearest(13, 2)).contains(14);
        assertThat(columns.nearest(20, 2)).isEmpty();
        assertThat(columns.nearest(0, 2)).isEmpty();
    }
}
