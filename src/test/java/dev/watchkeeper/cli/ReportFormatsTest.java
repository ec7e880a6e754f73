package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.tls.TlsObservation.Failure;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

final class ReportFormatsTest {
    private static final String HOSTILE = "a|b\u202e\u001b[2J\nOK - forged | x=1 \"q\"";
    private static final Host BUILDER = Samples.builderHost("builder31", "etcd");

    @Test
    void nagiosGetsOneLineWithTheStateFirstAndOneBar() {
        String line = ReportNagios.of(report());
        assertThat(line)
                .startsWith("WATCHKEEPER CRITICAL - 1 certificate expired 5 h ago; ")
                .contains(" | critical=2;;;0 ")
                .contains(" expired=1;;0;0 ")
                .contains(" soonest_expiry_days=-0.21");
        assertThat(line.chars().filter(c -> c == '|')).hasSize(1);
        assertThat(line).doesNotContain("\n", "\u202e", "\u001b");
    }

    @Test
    void nagiosIsOkWhenNothingIsWrong() {
        Fleet fleet = Samples.fleet(List.of(Samples.DOCS), List.of());
        var seen = Samples.presented(Samples.at(Samples.DOCS, "a"), Samples.NOW);
        assertThat(ReportNagios.of(report(Samples.snapshot(fleet, seen))))
                .startsWith("WATCHKEEPER OK - Nothing is wrong with 1 endpoint and 0 hosts | ");
    }

    @Test
    void whatAilsTheSupervisionAndTheNotificationsIsInEachForm() {
        var open =
                Stream.of(FindingKind.SUPERVISION_DEAD, FindingKind.NOTIFICATION_UNDELIVERED)
                        .map(ReportFormatsTest::ailing)
                        .toList();
        var report =
                new Report(
                        Samples.snapshot(Samples.fleet(List.of(), List.of())),
                        open,
                        Map.of(),
                        Progress.IDLE);

        assertThat(ReportNagios.of(report))
                .matches(
                        "WATCHKEEPER WARNING - x: supervision-dead; x: notification-undelivered"
                                + " \\|( [a-z_]+=-?[0-9.]+(;[0-9.]*){0,4})+")
                .contains(" undelivered=1;0;;0 ", " supervision=0;;;0");
        assertThat(ReportMetrics.of(report))
                .contains("kind=\"supervision-dead\"", "kind=\"notification-undelivered\"");
        assertThat(new JsonText().of(ReportJson.of(report))).contains("notification-undelivered/x");
    }

    private static Finding ailing(FindingKind kind) {
        return new Finding.ConsoleFinding(
                new Statement(
                        FindingKey.of(kind, "x"),
                        kind,
                        Severity.HIGH,
                        "x: " + kind.label(),
                        "",
                        Samples.NOW,
                        List.of(new Evidence("x", "y", "z", Samples.NOW)),
                        Optional.empty()));
    }

    @Test
    void metricsKeepAnExpiredCertificateAndTellWhyAnAddressFailed() {
        String text = ReportMetrics.of(report());
        assertThat(text).endsWith("# EOF\n").containsOnlyOnce("# EOF");
        assertThat(text)
                .contains(
                        "watchkeeper_certificate_not_after_seconds{endpoint=\"docs.example.org:443\",target=\"proxy1\",position=\"0\",serial=\""
                                + "%x".formatted(Samples.NOW.getEpochSecond() - 18_000)
                                + "\"} "
                                + (Samples.NOW.getEpochSecond() - 18_000)
                                + "\n")
                .contains(
                        "watchkeeper_target_failure{endpoint=\"api.example.org:443\",target=\"192.0.2.9\",failure=\"REFUSED\"}"
                            + " 1\n")
                .contains(
                        "watchkeeper_target_up{endpoint=\"api.example.org:443\",target=\"192.0.2.9\"}"
                            + " 0\n")
                .contains("watchkeeper_host_up{host=\"builder31\"} 1\n");
    }

    @Test
    void everyMetricLineIsASampleOfTheFamilyBeforeIt() {
        String family = "";
        for (String line : ReportMetrics.of(report()).split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                family = line.split(" ", 4)[2];
                assertThat(line).endsWith(" gauge");
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                assertThat(line).matches(family + "(\\{([a-z]+=\"[^\"\\n]*\",?)+\\})? -?\\d+");
            }
        }
        assertThat(family).isNotEmpty();
    }

    @Test
    void jsonNamesFieldsAsTheRecordsDoAndTypesBySimpleName() {
        JsonNode json = json();
        assertThat(json.get("schema").asString()).isEqualTo("watchkeeper/1");
        assertThat(json.get("exitStatus").asInt()).isEqualTo(2);
        JsonNode finding = json.get("findings").get(0);
        assertThat(finding.get("key").asString())
                .isEqualTo("certificate-expired/docs.example.org:443");
        assertThat(finding.get("about").asString()).isEqualTo("docs.example.org:443");
        JsonNode docs = json.get("endpoints").get(1);
        JsonNode leaf = docs.get("latest").get("chain").get(0);
        assertThat(docs.get("latest").get("type").asString()).isEqualTo("Presented");
        assertThat(leaf.get("type").asString()).isEqualTo("Parsed");
        assertThat(leaf.get("notAfter").asString()).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(leaf.get("serialNumber").asString())
                .isEqualTo("%X".formatted(Samples.NOW.getEpochSecond() - 18_000));
        assertThat(json.get("hosts").get(0).get("latest").get("type").asString())
                .isEqualTo("Probed");
    }

    @Test
    void jsonHoldsHostileTextWithoutOneByteOutsideOfAscii() {
        String text = new JsonText().of(ReportJson.of(report()));
        assertThat(text.chars()).allMatch(c -> c == '\n' || c == '\r' || (c >= 32 && c < 127));
        JsonNode process =
                json().get("hosts").get(0).get("latest").get("snapshot").get("processes").get(0);
        assertThat(process.get("arguments").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void textShowsHostileTextAsEscapesAndForgesNoLine() {
        // faults 46, 48
        var out = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()),
                        false);
        new ReportText(report(), terminal).print(true);
        assertThat(out.toString()).doesNotContain("\u202e", "\u001b").contains("\\u{202e}");
        assertThat(out.toString().lines()).noneMatch(l -> l.startsWith("OK - forged"));
    }

    private static JsonNode json() {
        return JsonMapper.builder().build().readTree(new JsonText().of(ReportJson.of(report())));
    }

    /// An expired certificate, a closed port, and a leftover with a hostile command line.
    private static Report report() {
        TlsEndpoint api = TlsEndpoint.of("api.example.org", 443);
        Fleet fleet = Samples.fleet(List.of(Samples.DOCS, api), List.of(BUILDER));
        var expired =
                Samples.leaf(
                        Samples.NOW.minus(Duration.ofDays(90)),
                        Samples.NOW.minus(Duration.ofHours(5)));
        RemoteProcess etcd = Samples.process("builder31", 5, "etcd").line(HOSTILE).get();
        var fold =
                new Fold(
                        Samples.snapshot(
                                fleet,
                                Samples.presented(
                                        Samples.at(Samples.DOCS, "proxy1"),
                                        Samples.NOW,
                                        List.of(expired)),
                                Samples.failed(Samples.at(api, "192.0.2.9"), Failure.REFUSED)));
        fold.add(Samples.probed(BUILDER, Samples.NOW, List.of(etcd), List.of()));
        return report(fold.at(Samples.NOW));
    }

    private static Report report(FleetSnapshot snapshot) {
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Progress.IDLE);
    }
}
