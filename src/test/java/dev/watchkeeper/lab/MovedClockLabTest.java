package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.tls.TestCertificates;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The program itself, its clock moved forward (Debian: faketime), against a real nginx with
/// certificates of a real openssl of each lifetime (Debian: nginx-light, openssl). Each has one
/// boundary at the same moment, so that two starts of the program see all of them crossed.
@Tag("lab")
@Timeout(180)
final class MovedClockLabTest {
    private static final Duration CLOSE = Duration.ofMinutes(4);

    /// A boundary of the rules. The renewal runs once a day; overdue is two runs after due.
    ///
    /// @param hours of the lifetime
    /// @param left hours left at the boundary
    private record Boundary(int hours, int left, String before, String after) {
        String name() {
            return "left%dof%d.example".formatted(left, hours);
        }

        Instant end(Instant boundary) {
            return boundary.plus(Duration.ofHours(left));
        }
    }

    private static final List<Boundary> BOUNDARIES =
            List.of(
                    // Due with half of it left.
                    new Boundary(160, 80, "WAITING", "DUE"),
                    new Boundary(160, 64, "DUE", "DUE expiring MEDIUM"),
                    new Boundary(
                            160, 32, "DUE expiring MEDIUM", "OVERDUE overdue HIGH expiring MEDIUM"),
                    new Boundary(
                            160,
                            24,
                            "OVERDUE overdue HIGH expiring MEDIUM",
                            "OVERDUE overdue HIGH expiring HIGH"),
                    new Boundary(
                            160,
                            8,
                            "OVERDUE overdue HIGH expiring HIGH",
                            "OVERDUE overdue CRITICAL expiring CRITICAL"),
                    // 45 days, due with a third of it left.
                    new Boundary(1080, 360, "WAITING", "DUE"),
                    new Boundary(1080, 324, "DUE", "DUE expiring MEDIUM"),
                    new Boundary(
                            1080,
                            312,
                            "DUE expiring MEDIUM",
                            "OVERDUE overdue MEDIUM expiring MEDIUM"),
                    new Boundary(
                            1080,
                            162,
                            "OVERDUE overdue MEDIUM expiring MEDIUM",
                            "OVERDUE overdue HIGH expiring HIGH"),
                    new Boundary(
                            1080,
                            54,
                            "OVERDUE overdue HIGH expiring HIGH",
                            "OVERDUE overdue CRITICAL expiring CRITICAL"),
                    // 90 days
                    new Boundary(2160, 720, "WAITING", "DUE"),
                    new Boundary(2160, 672, "DUE", "OVERDUE overdue MEDIUM"),
                    new Boundary(
                            2160,
                            648,
                            "OVERDUE overdue MEDIUM",
                            "OVERDUE overdue MEDIUM expiring MEDIUM"),
                    new Boundary(
                            2160,
                            324,
                            "OVERDUE overdue MEDIUM expiring MEDIUM",
                            "OVERDUE overdue HIGH expiring HIGH"),
                    new Boundary(
                            2160,
                            108,
                            "OVERDUE overdue HIGH expiring HIGH",
                            "OVERDUE overdue CRITICAL expiring CRITICAL"),
                    // The end itself.
                    new Boundary(
                            160,
                            0,
                            "OVERDUE overdue CRITICAL expiring CRITICAL",
                            "TOO_LATE expired CRITICAL"));

    @TempDir private Path folder;

    private final Instant moment =
            Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);

    @Test
    void severityAndOverdueBeginWhenTheRulesSayForEachLifetime() throws Exception {
        assumeTrue(LabConsole.canMoveItsClock(), "faketime is not installed");
        try (var nginx = new LabNginx(folder)) {
            serve(nginx);
            var console = new LabConsole(folder, fleet(nginx.port()));
            assertThat(seen(console, moment.minus(CLOSE))).isEqualTo(expected(true));
            assertThat(seen(console, moment)).isEqualTo(expected(false));
        }
    }

    private void serve(LabNginx nginx) throws Exception {
        var root = TestCertificates.root("Lab Root");
        var authority = new LabAuthority(folder.resolve("authority"), root);
        authority.anchor();
        int last = 11;
        for (Boundary b : BOUNDARIES) {
            Instant end = b.end(moment);
            Path pem = authority.issue(b.name(), end.minus(Duration.ofHours(b.hours)), end);
            nginx.serve("127.0.0." + last++, pem, "");
        }
        nginx.start(root);
    }

    private Path fleet(int port) throws Exception {
        var endpoints = new StringBuilder();
        var renews = new ArrayList<String>();
        for (Boundary b : BOUNDARIES) {
            endpoints.append(
                    "  - {name: %s, port: %d, addresses: [127.0.0.%d]}\n"
                            .formatted(b.name(), port, 11 + renews.size()));
            renews.add(b.name());
        }
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                trust: [authority/anchor.pem]
                endpoints:
                %shosts:
                  - {name: box, address: 127.0.0.1, port: 1, user: nobody}
                renewals:
                  - {name: all, host: box, command: [certbot, renew], every: 1d, renews: %s}
                """
                        .formatted(endpoints, renews));
    }

    private static Map<String, String> expected(boolean before) {
        var all = new LinkedHashMap<String, String>();
        BOUNDARIES.forEach(b -> all.put(b.name(), before ? b.before : b.after));
        return all;
    }

    /// Standing, and severities of what is found, by name; as of a moment and shortly after it.
    private static Map<String, String> seen(LabConsole console, Instant moment) throws Exception {
        String said = console.at(moment).run("check", "--json").text();
        assertThat(said).startsWith("{");
        JsonNode report = JsonMapper.builder().build().readTree(said);
        var all = new LinkedHashMap<String, String>();
        for (Boundary b : BOUNDARIES) {
            JsonNode endpoint = one(report.get("endpoints"), "endpoint", b.name());
            assertThat(Instant.parse(endpoint.get("latest").get("observedAt").asString()))
                    .isBetween(moment, moment.plus(CLOSE));
            var words =
                    new ArrayList<>(List.of(endpoint.get("renewal").get("standing").asString()));
            for (String kind :
                    List.of("RENEWAL_OVERDUE", "CERTIFICATE_EXPIRING", "CERTIFICATE_EXPIRED")) {
                report.get("findings")
                        .valueStream()
                        .filter(f -> f.get("kind").asString().equals(kind))
                        .filter(f -> f.get("about").asString().startsWith(b.name() + ":"))
                        .forEach(f ->
                                words.add(
                                        kind.replaceFirst(".*_", "")
                                                        .toLowerCase(java.util.Locale.ROOT)
                                                + " "
                                                + f.get("severity").asString()));
            }
            all.put(b.name(), String.join(" ", words));
        }
        return all;
    }

    private static JsonNode one(JsonNode all, String field, String start) {
        return all.valueStream()
                .filter(n -> n.get(field).asString().startsWith(start + ":"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(all.toPrettyString()));
    }
}
