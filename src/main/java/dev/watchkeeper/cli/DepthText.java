package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.DepthObserver;
import dev.watchkeeper.tls.DepthRow;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// What a closer look has shown, for a person.
final class DepthText {
    /// For all that is asked of one address: some dozens of handshakes.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Terminal terminal;

    DepthText(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Looks at each address of a report, one after the other.
    static List<DepthObservation> look(Desk desk, Report report) {
        DepthObserver depth = desk.depth();
        return report.snapshot().endpoints().values().stream()
                .map(EndpointState::latest)
                .map(o -> o.target())
                .sorted(Comparator.comparing(TlsTarget::id))
                .map(t -> depth.look(t, LIMIT))
                .toList();
    }

    static Object json(Report report, List<DepthObservation> depth) {
        return new DepthJson(JsonText.SCHEMA, ReportJson.of(report), depth);
    }

    void print(DepthObservation o) {
        terminal.line("");
        switch (o) {
            case DepthObservation.NotSeen n ->
                    terminal.line(Plain.of(n.target().id() + ": " + n.failed().text()));
            case DepthObservation.Looked l -> {
                terminal.line(
                        "%s in depth, after %d ms"
                                .formatted(Plain.of(l.target().id()), l.took().toMillis()));
                l.rows().forEach(this::row);
            }
        }
    }

    private void row(DepthRow row) {
        terminal.line(
                "  %-7s %-12s %s: %s"
                        .formatted(
                                row.verdict(),
                                row.topic(),
                                Plain.of(row.what()),
                                Plain.of(row.value())));
        if (row.verdict() != DepthRow.Verdict.GOOD) {
            terminal.line("          " + Plain.of(row.advice()));
        }
    }

    record DepthJson(String schema, ReportJson report, List<DepthObservation> depth) {}
}
