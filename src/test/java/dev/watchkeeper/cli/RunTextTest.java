package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RecordedTimetable;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.stream.StreamSupport;

final class RunTextTest {
    @Test
    void schedulesAreSaidWithTheirLastAndNextStart() {
        assertThat(text(new RecordedTimetable().snapshot()))
                .contains(
                        "\n    /etc/cron.d/nightly:3\n",
                        "\n      * * * * * as root: /usr/local/bin/nightly.sh  --limit all ",
                        "\n      last start 53 s ago; last success unknown: cron keeps no outcome;"
                                + " next in 5 s; missed nothing; limit none: no timeout in the"
                                + " line\n",
                        "\n    fstrim.timer  [masked]\n");
    }

    @Test
    void runsAreSaidWithWhatStartedThem() {
        assertThat(text(new RecordedTimetable().snapshot()))
                .contains("  runs: 1 under way\n")
                .contains("    ansible pid 468 since 17 min, 1 processes, started by play.timer\n");
        assertThat(text(new RecordedTimetable().without("tz ").snapshot()))
                .contains("  schedules\n    not known\n");
    }

    @Test
    void theJsonHasTheSchedulesAndNotTheCrontabs() {
        var json = new JsonText();
        HostSnapshot snapshot = new RecordedTimetable().snapshot();

        JsonNode seen = JsonMapper.shared().readTree(json.of(AutomationJson.of(snapshot)));
        JsonNode nightly =
                StreamSupport.stream(seen.get("schedules").spliterator(), false)
                        .filter(s -> s.get("name").asString().equals("nightly.timer"))
                        .findFirst()
                        .orElseThrow();
        assertThat(nightly.get("outcome").get("type").asString()).isEqualTo("Failed");
        assertThat(nightly.get("next").get("at").asString()).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(seen.get("runs").get(0).get("startedBy").asString()).isEqualTo("play.timer");
        assertThat(json.of(snapshot)).doesNotContain("hunter2", "timetable");
    }

    private static String text(HostSnapshot snapshot) {
        var out = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out, true),
                        new PrintWriter(new StringWriter(), true),
                        false);
        new RunText(snapshot, terminal).print();
        return out.toString();
    }
}
