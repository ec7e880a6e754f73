package dev.watchkeeper.cli;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.Scope.What;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What `supervision` and `drill` print, and how they end.
final class SupervisionCommandsTest {
    private static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);
    private static final String ID = "docs.example.org:443";

    private final FakeDesk desk =
            new FakeDesk(
                    new SampleSupervision()
                            .with(
                                    check(
                                            "web",
                                            "https\u202e",
                                            scope(What.TLS, "docs.example.org", 443)))
                            .snapshot(List.of(DOCS)));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(FakeDesk at, String... line) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false);
        return Watchkeeper.run(at, terminal, line);
    }

    @Test
    void theThreeAnswersComeBeforeWhatIsMissing() {
        assertThat(run(desk, "supervision")).isEqualTo(2);

        assertThat(out.toString())
                .startsWith("nagios (Nagios)")
                .containsSubsequence("Alive?", "yes", "Covering?", "Would it page?", ID)
                .contains("an expired certificate passes", "by nagios:web/https\\u{202e}");
    }

    @Test
    void onlyWhatClosesTheGapIsPrintedToCopy() {
        assertThat(run(desk, "supervision", "--objects", ID)).isZero();
        assertThat(out.toString()).startsWith("define command {").endsWith("}\n\n");

        assertThat(run(desk, "supervision", "--objects", "nowhere:443")).isEqualTo(3);
        assertThat(err.toString()).contains("the fleet has no endpoint or host 'nowhere:443'");
    }

    @Test
    void jsonHasTheAnswersAndTheGaps() {
        assertThat(run(desk, "supervision", "--json")).isEqualTo(2);

        assertThat(out.toString()).contains("\"schema\"", "\"together\"", "NO_EXPIRY", ID);
    }

    @Test
    void aFleetWithoutSupervisionIsToldHowToNameOne() {
        var none = new FakeDesk(Samples.snapshot(Samples.fleet(List.of(DOCS), List.of())));

        assertThat(run(none, "supervision")).isEqualTo(3);
        assertThat(err.toString()).contains("kind: nagios");
        assertThat(run(none, "drill", "nagios")).isEqualTo(3);
        assertThat(err.toString()).contains("the fleet has no supervision 'nagios'");
    }

    @Test
    void aDrillPrintsEachLegAsItEndsAndItsStatusIsTheVerdict() {
        drilled(
                leg(Stage.ALIVE, Verdict.PASSED, "pid 4711"),
                leg(Stage.ACCEPTED, Verdict.FAILED, "\u001b[2J"));
        assertThat(run(desk, "drill", "nagios")).isEqualTo(2);
        assertThat(out.toString())
                .containsSubsequence("alive ", "passed", "20 ms", "pid 4711", "accepted", "failed")
                .contains("nagios would not page")
                .doesNotContain("\u001b");

        drilled(leg(Stage.ALIVE, Verdict.UNKNOWN, "not readable"));
        assertThat(run(desk, "drill", "nagios")).isEqualTo(3);

        drilled(
                leg(Stage.ALIVE, Verdict.PASSED, ""),
                leg(Stage.ACCEPTED, Verdict.PASSED, ""),
                leg(Stage.STATE_CHANGED, Verdict.PASSED, ""),
                leg(Stage.NOTIFIED, Verdict.PASSED, ""),
                leg(Stage.RECEIVED, Verdict.PASSED, ""));
        assertThat(run(desk, "drill", "nagios")).isZero();
        assertThat(out.toString()).contains("nagios would page.");
    }

    @Test
    void nobodyIsPagedUnlessThatIsAskedFor() {
        desk.drilling =
                (s, pages, _) ->
                        new DrillResult(
                                s.name(),
                                "token",
                                Instant.EPOCH,
                                pages,
                                List.of(leg(Stage.ALIVE, Verdict.UNKNOWN, "pages: " + pages)));

        run(desk, "drill", "nagios", "--json");
        assertThat(out.toString()).contains("pages: false");
        run(desk, "drill", "nagios", "--page", "--json");
        assertThat(out.toString()).contains("pages: true");
    }

    @Test
    void aDrillThatCannotBeRecordedIsNotRun() {
        assertThat(run(desk, "drill", "nagios")).isEqualTo(3);
        assertThat(err.toString()).contains("the drill was not run: drills of nagios cannot");
    }

    private void drilled(Leg... legs) {
        desk.drilling =
                (s, pages, progress) -> {
                    List.of(legs).forEach(progress);
                    return new DrillResult(s.name(), "token", Instant.EPOCH, pages, List.of(legs));
                };
    }

    private static Leg leg(Stage stage, Verdict verdict, String text) {
        return new Leg(stage, verdict, Duration.ofMillis(20), text);
    }
}
