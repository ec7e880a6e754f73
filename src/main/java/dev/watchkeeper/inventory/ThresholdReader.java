package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads thresholds; what the file leaves out keeps its default.
final class ThresholdReader {
    private static final List<String> KEYS = List.of("certificates", "hosts", "schedule");
    private static final List<String> CERTIFICATES =
            List.of(
                    "warning",
                    "high",
                    "critical",
                    "short-lived-warning",
                    "short-lived",
                    "renew-before",
                    "deploy-within");
    private static final List<String> HOSTS =
            List.of(
                    "stuck-after",
                    "mount-answer",
                    "pile-up",
                    "pile-up-by-name",
                    "clock-offset",
                    "leftover-after");
    private static final List<String> SCHEDULE =
            List.of(
                    "tls-every",
                    "host-every",
                    "tls-deadline",
                    "host-deadline",
                    "stale-after",
                    "failures-before",
                    "retention");
    private static final int MOST = 1_000_000;

    private ThresholdReader() {}

    static Thresholds read(Section root) {
        Optional<Section> section = root.section("thresholds", KEYS);
        return section.map(ThresholdReader::thresholds).orElse(Thresholds.DEFAULT);
    }

    private static Thresholds thresholds(Section section) {
        return new Thresholds(
                certificates(section, "certificates", CertificateThresholds.DEFAULT),
                section.section("hosts", HOSTS)
                        .map(ThresholdReader::hosts)
                        .orElse(HostThresholds.DEFAULT),
                section.section("schedule", SCHEDULE)
                        .map(ThresholdReader::schedule)
                        .orElse(Schedule.DEFAULT));
    }

    /// The certificate thresholds under a key, each part that is left out from the base.
    static CertificateThresholds certificates(
            Section parent, String key, CertificateThresholds base) {
        return parent.section(key, CERTIFICATES).map(s -> certificates(s, base)).orElse(base);
    }

    private static CertificateThresholds certificates(Section s, CertificateThresholds base) {
        double warning = s.fraction("warning").orElse(base.warning());
        double high = s.fraction("high").orElse(Math.min(base.high(), warning));
        double critical = s.fraction("critical").orElse(Math.min(base.critical(), high));
        double shortLived =
                s.fraction("short-lived-warning")
                        .orElse(Math.max(base.shortLivedWarning(), warning));
        Duration longestShort = s.duration("short-lived").orElse(base.shortLived());
        Optional<Duration> renewBefore = s.duration("renew-before").or(base::renewBefore);
        Duration deploy = s.duration("deploy-within").orElse(base.deployWithin());
        try {
            return new CertificateThresholds(
                    warning, high, critical, shortLived, longestShort, renewBefore, deploy);
        } catch (IllegalArgumentException _) {
            s.problems()
                    .add(
                            s.at("warning"),
                            "the thresholds are out of order",
                            "expected critical <= high <= warning, and high <="
                                    + " short-lived-warning");
            return base;
        }
    }

    private static HostThresholds hosts(Section s) {
        HostThresholds base = HostThresholds.DEFAULT;
        return new HostThresholds(
                s.duration("stuck-after").orElse(base.stuckAfter()),
                s.duration("mount-answer").orElse(base.mountAnswer()),
                s.number("pile-up", 1, MOST).orElse(base.pileUp()),
                pileUps(s, base.pileUpByName()),
                s.duration("clock-offset").orElse(base.clockOffset()),
                s.duration("leftover-after").orElse(base.leftoverAfter()));
    }

    private static Map<String, Integer> pileUps(Section s, Map<String, Integer> base) {
        List<String> names =
                s.value("pile-up-by-name").map(ThresholdReader::keys).orElse(List.of());
        Map<String, Integer> pileUps = new HashMap<>(base);
        s.section("pile-up-by-name", names)
                .ifPresent(byName ->
                        names.forEach(n ->
                                byName.number(n, 1, MOST).ifPresent(most -> pileUps.put(n, most))));
        return pileUps;
    }

    private static List<String> keys(Node node) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(e -> e.getKeyNode() instanceof ScalarNode k ? k.getValue() : "")
                        .toList()
                : List.of("df: 3");
    }

    private static Schedule schedule(Section s) {
        Schedule base = Schedule.DEFAULT;
        return new Schedule(
                s.duration("tls-every").orElse(base.tlsEvery()),
                s.duration("host-every").orElse(base.hostEvery()),
                s.duration("tls-deadline").orElse(base.tlsDeadline()),
                s.duration("host-deadline").orElse(base.hostDeadline()),
                s.duration("stale-after").orElse(base.staleAfter()),
                s.number("failures-before", 1, MOST).orElse(base.failuresBefore()),
                s.duration("retention").orElse(base.retention()));
    }
}
