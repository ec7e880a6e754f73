package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What `check --json` said of the stuck runs of one host.
record OutageReport(JsonNode all, JsonNode finding) {
    static OutageReport of(JsonNode all, String host) {
        JsonNode finding =
                all.get("findings")
                        .valueStream()
                        .filter(f -> f.get("key").asString().equals("run-stuck/" + host))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(all.toPrettyString()));
        return new OutageReport(all, finding);
    }

    String title() {
        return finding.get("title").asString();
    }

    /// The chains of causes as text, one a root.
    List<String> chains() {
        return List.of(finding.get("evidence").get(0).get("text").asString().split("\n\n"));
    }

    /// The chain that goes through a host.
    String chain(String host) {
        return chains().stream()
                .filter(c -> c.contains("← " + host))
                .findFirst()
                .orElseThrow(() -> new AssertionError(finding.toPrettyString()));
    }

    /// All that the finding says, its numbers of processes apart.
    String words() {
        return title()
                + finding.get("impact").asString()
                + finding.get("evidence").valueStream().map(e -> e.get("text").asString()).toList();
    }

    List<Long> pids() {
        return finding.get("processes")
                .valueStream()
                .map(p -> p.get("key").get("pid").asLong())
                .toList();
    }

    List<String> keys() {
        return all.get("findings").valueStream().map(f -> f.get("key").asString()).toList();
    }

    /// The pid that a chain names in a link that begins so.
    static long pidIn(String chain, String host, String program) {
        var named =
                Pattern.compile("← %s: %s.*? pid (\\d+)".formatted(host, program)).matcher(chain);
        List<String> found = named.results().map((MatchResult m) -> m.group(1)).toList();
        assertThat(found).as(chain).hasSize(1);
        return Long.parseLong(found.getFirst());
    }
}
