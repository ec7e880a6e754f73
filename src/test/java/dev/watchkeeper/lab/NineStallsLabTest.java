package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Nine ways to stall, two hosts of each, beside three good ones, all at the same time, against
/// real sshds. Needs root, openssh-server, iproute2 and util-linux.
@Tag("lab")
class NineStallsLabTest {
    private static final long MARGIN_MILLIS = 500;

    /// What the stalled hosts beside them may cost the good ones on a busy machine.
    private static final long BUSY_MILLIS = 1500;

    private static final Map<String, String> PHASES =
            Map.ofEntries(
                    entry("syn-dropped", "CONNECT"),
                    entry("silent", "KEY_EXCHANGE"),
                    entry("banner", "KEY_EXCHANGE"),
                    entry("dripping", "KEY_EXCHANGE"),
                    entry("stopped", "KEY_EXCHANGE"),
                    entry("auth", "AUTHENTICATE"),
                    entry("exec", "RUN"),
                    entry("trickle", "RUN"),
                    entry("frozen", "RUN"));

    @TempDir private Path folder;

    // fault 37
    @Test
    void allEndAtTheirDeadlinesNobodyIsDelayedAndNothingIsLeft() throws Exception {
        OwnNamespaces.run(NineStalls.class, 240, folder.resolve("log"), folder.toString());
        List<List<String>> facts =
                Files.readAllLines(folder.resolve("facts")).stream()
                        .map(line -> List.of(line.split("\t", -1)))
                        .toList();

        assertThat(facts).filteredOn(fact -> fact.get(1).equals("left")).isEmpty();
        assertOutcomes("ssh", "hello", NineStalls.LIMIT, facts);
        assertOutcomes("engine", "complete", NineStalls.HOST_LIMIT, facts);
        assertThat(good(facts, "ssh", "beside"))
                .isLessThan(good(facts, "ssh", "alone") + BUSY_MILLIS);
        assertThat(good(facts, "engine", "beside"))
                .isLessThan(good(facts, "engine", "alone") + BUSY_MILLIS);
    }

    private static void assertOutcomes(
            String pass, String answer, Duration limit, List<List<String>> facts) {
        Map<String, List<String>> outcomes =
                facts.stream()
                        .filter(fact -> fact.get(0).equals(pass) && fact.get(1).equals("outcome"))
                        .collect(Collectors.toMap(fact -> fact.get(2), Function.identity()));
        assertThat(outcomes).hasSize(2 * PHASES.size() + 3);
        Map<String, List<String>> stalled = new LinkedHashMap<>(outcomes);
        stalled.keySet().removeIf(name -> name.startsWith("good"));
        outcomes.keySet().removeAll(stalled.keySet());
        assertThat(outcomes.values()).allSatisfy(fact -> assertThat(fact.get(5)).isEqualTo(answer));
        stalled.forEach((name, fact) -> {
            assertThat(fact.subList(3, 6))
                    .as(name)
                    .containsExactly("failed", PHASES.get(name.replaceAll("\\d", "")), "TIMED_OUT");
            assertThat(Long.parseLong(fact.get(6)))
                    .as(name)
                    .isBetween(limit.toMillis() - 5, limit.toMillis() + MARGIN_MILLIS);
        });
    }

    private static long good(List<List<String>> facts, String pass, String when) {
        return facts.stream()
                .filter(f -> f.subList(0, 3).equals(List.of(pass, "good", when)))
                .mapToLong(f -> Long.parseLong(f.get(3)))
                .findFirst()
                .orElseThrow();
    }
}
