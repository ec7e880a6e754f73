package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.Timetable.Line;
import dev.watchkeeper.host.Timetable.PlaySettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class PlayLimitTest {
    private static final String FILE = "/play/ansible.cfg";

    @Test
    void theVariableOutranksTheFile() {
        var s = settings(Map.of("ANSIBLE_TASK_TIMEOUT", "60"), "[defaults]", "task_timeout = 5");

        assertThat(PlayLimit.of(s).limit())
                .isEqualTo(new Limit.Of(Duration.ofMinutes(1), "ANSIBLE_TASK_TIMEOUT"));
    }

    @Test
    void onlyTheSectionOfDefaultsCounts() {
        assertThat(PlayLimit.of(settings(Map.of(), "[ssh_connection]", "task_timeout=5")).limit())
                .isEqualTo(new Limit.None(FILE));
        assertThat(
                        PlayLimit.of(settings(Map.of(), "[x]", "[defaults]", "task_timeout: 5 ; s"))
                                .limit())
                .isEqualTo(new Limit.Of(Duration.ofSeconds(5), FILE + ":3"));
    }

    @Test
    void zeroAndTheConnectionsTimeoutAreNoLimit() {
        PlayLimit zero =
                PlayLimit.of(settings(Map.of(), "[defaults]", "timeout=9", "task_timeout=0"));

        assertThat(zero.limit()).isEqualTo(new Limit.None(FILE + ":3"));
        assertThat(zero.line()).contains(new Line(3, "task_timeout=0"));
    }

    @Test
    void aConfigurationThatCouldNotBeReadIsUnknown() {
        var s =
                new PlaySettings(
                        7, Optional.empty(), Optional.empty(), List.of(), Optional.of("not ours"));

        assertThat(PlayLimit.of(s).limit()).isEqualTo(new Limit.Unknown("not ours"));
        assertThat(PlayLimit.of(settings(Map.of(), "[defaults]", "task_timeout={{ x }}")).limit())
                .isInstanceOf(Limit.Unknown.class);
    }

    private static PlaySettings settings(Map<String, String> environment, String... lines) {
        var numbered = new ArrayList<Line>();
        for (String line : lines) {
            numbered.add(new Line(numbered.size() + 1, line));
        }
        return new PlaySettings(
                7, Optional.of(environment), Optional.of(FILE), numbered, Optional.empty());
    }
}
