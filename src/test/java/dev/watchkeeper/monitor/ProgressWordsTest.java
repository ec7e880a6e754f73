package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.monitor.Report.Part;
import dev.watchkeeper.monitor.Report.Progress;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

final class ProgressWordsTest {
    private static final Instant NOW = Samples.NOW;

    @Test
    void whoIsWaitedForIsNamedWithTheTimeAndTheDeadline() {
        Progress progress =
                progress(new Part(3, 12), Part.NONE, host("builder31", 24, Duration.ofSeconds(30)));

        assertThat(ProgressWords.underWay(progress, NOW))
                .contains("3/12 hosts, waiting for builder31 (24/30 s)");
    }

    @Test
    void hostsAndEndpointsAreToldApart() {
        Progress progress = progress(new Part(0, 1), new Part(900, 10_000));

        assertThat(ProgressWords.underWay(progress, NOW))
                .contains("0/1 host, 900/10,000 endpoints");
    }

    @Test
    void theLongestIsNamedAndTheOthersAreCounted() {
        Progress progress =
                progress(
                        new Part(1, 4),
                        new Part(0, 1),
                        host("builder7", 2, Duration.ofSeconds(10)),
                        host("builder31", 7, Duration.ofSeconds(10)),
                        new Waiting(
                                Waiting.Kind.ENDPOINT,
                                "docs.example.org:443 at 10.0.0.1",
                                NOW.minusSeconds(3),
                                Duration.ofSeconds(5)));

        assertThat(ProgressWords.underWay(progress, NOW))
                .contains("1/4 hosts, 0/1 endpoint, waiting for builder31 (7/10 s) and 2 more");
    }

    @Test
    void whatHasTakenLessThanASecondIsNotWorthAWord() {
        Progress progress =
                progress(
                        new Part(3, 12),
                        Part.NONE,
                        new Waiting(
                                Waiting.Kind.HOST,
                                "builder31",
                                NOW.minusMillis(999),
                                Duration.ofSeconds(30)));

        assertThat(ProgressWords.underWay(progress, NOW)).contains("3/12 hosts");
    }

    @Test
    void longAndShortLimitsAreSaidAsTheyAre() {
        assertThat(waitingFor(84, Duration.ofMinutes(5))).endsWith("(1:24/5:00 min)");
        assertThat(waitingFor(84, Duration.ofSeconds(90))).endsWith("(84/90 s)");
        assertThat(waitingFor(1, Duration.ofMillis(2_500))).endsWith("(1/2.5 s)");
    }

    private static String waitingFor(long seconds, Duration limit) {
        return ProgressWords.underWay(
                        progress(new Part(0, 1), Part.NONE, host("b", seconds, limit)), NOW)
                .orElseThrow();
    }

    @Test
    void whereNothingIsUnderWayItIsSaidWhatIsWatched() {
        FleetSnapshot snapshot =
                FleetSnapshot.empty(
                        Samples.fleet(List.of(Samples.DOCS), List.of(Samples.builderHost("b"))),
                        NOW);

        assertThat(ProgressWords.of(snapshot, Progress.IDLE, NOW))
                .isEqualTo("watching 1 host and 1 endpoint");
        assertThat(
                        ProgressWords.of(
                                snapshot,
                                new Progress(List.of(), Part.NONE, Part.NONE, 2, Map.of()),
                                NOW))
                .isEqualTo("watching 1 host and 1 endpoint · 2 abandoned at their deadline");
    }

    private static Waiting host(String name, long seconds, Duration limit) {
        return new Waiting(Waiting.Kind.HOST, name, NOW.minusSeconds(seconds), limit);
    }

    private static Progress progress(Part hosts, Part endpoints, Waiting... pending) {
        return new Progress(List.of(pending), hosts, endpoints, 0, Map.of());
    }
}
