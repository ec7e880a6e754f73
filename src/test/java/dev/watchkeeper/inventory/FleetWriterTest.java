package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

final class FleetWriterTest {
    @Test
    void theExampleComesBackAsItWasRead() {
        var reading = new FleetReader(Path.of("/home")).read(Path.of("assets/fleet-example.yaml"));
        Fleet example = ((FleetReading.Read) reading).fleet();

        assertThat(Readings.good(FleetWriter.yaml(example))).isEqualTo(example);
    }

    @Test
    void everyThresholdComesBackAsItWasRead() {
        Fleet fleet =
                Readings.good(
                        """
                        endpoints: [{name: a.example, port: 1, thresholds: {warning: 33.3%}}]
                        thresholds:
                          certificates: {warning: 50%, high: 40%, critical: 0.1%, short-lived: 3d,
                              short-lived-warning: 60%}
                          hosts: {stuck-after: 61s, mount-answer: 1500ms, pile-up: 7, clock-offset: 1s,
                              leftover-after: PT0.0000005S, pile-up-by-name: {df: 1, "a: b": 2}}
                          schedule: {tls-every: 1m, host-every: 2h, tls-deadline: 3s, retention: 1d,
                              host-deadline: 4s, stale-after: 36h, failures-before: 3}
                        """);

        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
    }

    @Test
    void whatIsAtItsDefaultIsLeftOut() {
        Fleet fleet =
                new Fleet(
                        List.of(TlsEndpoint.of("docs.example.org", 443)),
                        List.of(Host.of("builder1")),
                        List.of(),
                        Thresholds.DEFAULT);

        assertThat(FleetWriter.yaml(fleet))
                .isEqualTo(
                        """
                        endpoints:
                          - name: docs.example.org
                        hosts:
                          - name: builder1
                        """);
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "a: b",
                "- a",
                "#a",
                "yes",
                "null",
                "~",
                "1",
                "0x1",
                "a\nb",
                "'",
                "\"",
                "\\",
                "a\u202eb",
                "\u001b[31m",
                "\ud83d\udd25",
                "%",
                "@a",
                "[a]",
                "{a}",
                "a # b",
                "\ufeff",
                "\u0085\u2028",
                "é");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anyTextComesBackAsItWas(String text) {
        var endpoint =
                new TlsEndpoint(
                        "a", 443, List.of(), Optional.of(text), Optional.empty(), Optional.empty());
        var renewal =
                new Renewal(
                        "r",
                        "h",
                        List.of("certbot", text),
                        Duration.ofSeconds(1),
                        List.of("a:443"),
                        List.of("h"),
                        false,
                        Optional.of(text),
                        Optional.of("/var/lib/x y/lock"),
                        Optional.empty(),
                        new RenewalTiming(
                                Optional.of(Duration.ofHours(80)),
                                Optional.of(Duration.ofHours(12)),
                                Optional.of(URI.create("https://ca.example:14000/dir?a=%20b"))),
                        List.of("deploy", text));
        Fleet fleet =
                new Fleet(
                        List.of(endpoint),
                        List.of(Host.of("h")),
                        List.of(renewal),
                        Thresholds.DEFAULT);

        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
        assertThat(FleetWriter.yaml(fleet).lines()).allMatch(VisibleText::isPlain);
    }
}
