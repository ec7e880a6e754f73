package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Severity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/// The heartbeat as a file for the textfile collector of Prometheus' node_exporter. It is replaced
/// as a whole, and readable for all.
final class HeartbeatFile {
    private HeartbeatFile() {}

    static void write(Path file, Sight sight, Map<String, Integer> waiting) throws IOException {
        // The collector reads what ends in .prom, and nothing by halves.
        Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
        Files.writeString(draft, text(sight, waiting));
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(Sight sight, Map<String, Integer> waiting) {
        var text = new StringBuilder();
        family(
                text,
                "watchkeeper_last_report_timestamp_seconds",
                "When the console last judged all that it knows.",
                Map.of("", sight.snapshot().takenAt().getEpochSecond()));
        family(
                text,
                "watchkeeper_last_observation_timestamp_seconds",
                "When anything was last asked.",
                sight.snapshot()
                        .lastAsked()
                        .map(at -> Map.of("", at.getEpochSecond()))
                        .orElse(Map.of()));
        var bySeverity = new LinkedHashMap<String, Long>();
        for (Severity s : Severity.values()) {
            long count = sight.findings().stream().filter(f -> f.severity() == s).count();
            bySeverity.put(label("severity", s.label()), count);
        }
        family(text, "watchkeeper_findings", "Findings that are open.", bySeverity);
        var byChannel = new LinkedHashMap<String, Long>();
        waiting.forEach((channel, n) -> byChannel.put(label("channel", channel), n.longValue()));
        family(
                text,
                "watchkeeper_notifications_undelivered",
                "Messages that wait to be delivered.",
                byChannel);
        return text.toString();
    }

    private static String label(String name, String value) {
        return "{" + name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private static void family(
            StringBuilder text, String name, String help, Map<String, Long> samples) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        samples.forEach((labels, value) ->
                text.append(name).append(labels).append(' ').append(value).append('\n'));
    }
}
