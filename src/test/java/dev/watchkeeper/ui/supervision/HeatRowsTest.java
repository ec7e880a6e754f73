package dev.watchkeeper.ui.supervision;

import static dev.watchkeeper.ui.supervision.SampleSupervision.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.supervision.Check.State;
import dev.watchkeeper.ui.supervision.HeatRow.Cell;
import dev.watchkeeper.ui.supervision.HeatRow.Kind;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

final class HeatRowsTest {
    private final List<HeatRow> rows = HeatRows.of(SampleHours.hours(1), NOW);

    /// An hour a character: the letter of what was said, `·` for OK, `/` did not run, `-` not
    /// looked, blank where there was no such check.
    private String picture(String title) {
        HeatRow row =
                rows.stream().filter(r -> r.title().contains(title)).findFirst().orElseThrow();
        return row.cells().stream().map(HeatRowsTest::sign).collect(Collectors.joining());
    }

    private static String sign(Cell cell) {
        return switch (cell.kind()) {
            case RAN -> cell.letter().isEmpty() ? "·" : cell.letter();
            case NOT_RUN -> "/";
            case NOT_LOOKED -> "-";
            case NOT_THERE -> " ";
        };
    }

    @Test
    void gapsAreToldApartByWhoMissedTheHour() {
        assertThat(picture("was it asked")).isEqualTo("······----··············");
        assertThat(picture("docs.example.org")).isEqualTo("······----·······WWCCCCC");
        assertThat(picture("ci.example.org")).isEqualTo("······----····//////////");
        assertThat(picture("wiki.example.org")).isEqualTo("······----·UU···········");
        assertThat(picture("www.example.org")).isEqualTo("      ----           ···");
    }

    @Test
    void theConsoleItselfComesFirstThenWhatIsWrong() {
        assertThat(rows)
                .extracting(HeatRow::title)
                .containsExactly(
                        "nagios: was it asked by this console?",
                        "nagios: docs.example.org/HTTPS",
                        "nagios: ci.example.org/Certificate",
                        "nagios: wiki.example.org/Certificate",
                        "nagios: node00000.example.net/Certificate",
                        "nagios: www.example.org/New");
    }

    @Test
    void thePresentHourIsTheLast() {
        List<Instant> hours = HeatRows.hours(NOW);

        assertThat(hours).hasSize(24);
        assertThat(hours.getLast()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(hours.getFirst()).isEqualTo(Instant.parse("2026-11-21T03:00:00Z"));
    }

    @Test
    void aCellSaysInWordsWhatItMeans() {
        Cell notRun = new Cell(NOW, Kind.NOT_RUN, Optional.of(State.CRITICAL));
        assertThat(notRun.words()).isEqualTo("did not run; the last that it said was CRITICAL");
    }
}
