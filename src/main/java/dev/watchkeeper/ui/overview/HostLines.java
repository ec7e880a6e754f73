package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Spans;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One line for each host, worst first.
final class HostLines {
    private HostLines() {}

    static List<Summary.HostLine> of(Report report) {
        var findings = Summaries.byHost(report);
        return report.snapshot().fleet().hosts().stream()
                .map(h -> line(h, report, findings.getOrDefault(h.name(), List.of())))
                .sorted(Comparator.comparing(Summary.HostLine::mark))
                .toList();
    }

    private static Summary.HostLine line(Host host, Report report, List<Finding> findings) {
        Optional<HostState> state = Optional.ofNullable(report.snapshot().hosts().get(host.name()));
        Mark mark =
                findings.isEmpty() && state.isEmpty() ? Mark.UNKNOWN : Summaries.worst(findings);
        String text =
                findings.isEmpty()
                        ? state.map(s -> words(s.latest())).orElse("not checked yet")
                        : problem(findings);
        return new Summary.HostLine(
                host.name(),
                host.role().label(),
                mark,
                text,
                state.map(s -> s.latest().observedAt()));
    }

    private static String problem(List<Finding> findings) {
        Finding worst =
                findings.stream().min(Comparator.comparing(Finding::severity)).orElseThrow();
        String title = worst.statement().title();
        int colon = title.indexOf(": ");
        String said = colon > 0 ? title.substring(colon + 2) : title;
        return findings.size() > 1 ? said + " (+" + (findings.size() - 1) + ")" : said;
    }

    private static String words(HostObservation observation) {
        return switch (observation) {
            case HostObservation.Probed p ->
                    Summaries.count(p.snapshot().processes().size(), "process")
                            + ", up "
                            + Spans.words(p.snapshot().uptime());
            case HostObservation.Reported r ->
                    "reported by %s, processes not known".formatted(r.source());
            case HostObservation.NotReported n -> n.text();
            case HostObservation.NotProbed n -> n.text();
            case HostObservation.KeyRefused k -> "host key refused";
        };
    }
}
