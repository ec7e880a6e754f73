package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The four numbers of the first screen. Each counts only what is wrong.
final class Cards {
    private Cards() {}

    static List<Summary.Card> of(Report report) {
        return List.of(certificates(report), hosts(report), processes(report), unknown(report));
    }

    private static Summary.Card certificates(Report report) {
        List<Finding.EndpointFinding> wrong =
                all(report, Finding.EndpointFinding.class)
                        .filter(f -> f.severity() != Severity.UNKNOWN)
                        .toList();
        Set<String> ids = wrong.stream().map(f -> f.endpoint().id()).collect(Collectors.toSet());
        long expired =
                wrong.stream()
                        .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRED)
                        .map(f -> f.endpoint().id())
                        .distinct()
                        .count();
        String of =
                "of " + Summaries.count(report.snapshot().fleet().endpoints().size(), "endpoint");
        String detail = expired > 0 ? expired + " expired, " + of : of;
        return card(
                "Certificates",
                ids.size(),
                Summaries.worst(wrong),
                detail,
                "certificates",
                new Unchecked(
                        Math.toIntExact(uncheckedEndpoints(report)),
                        report.snapshot().fleet().endpoints().size()));
    }

    private static Summary.Card hosts(Report report) {
        var byHost = Summaries.byHost(report);
        List<Finding> wrong = byHost.values().stream().flatMap(List::stream).toList();
        String of = "of " + Summaries.count(report.snapshot().fleet().hosts().size(), "host");
        long silent =
                report.findings().stream()
                        .filter(f -> f.kind() == FindingKind.MOUNT_SILENT)
                        .count();
        String detail = silent > 0 ? Summaries.count((int) silent, "silent mount") + ", " + of : of;
        return card(
                "Builders and hosts",
                byHost.size(),
                Summaries.worst(wrong),
                detail,
                "builders",
                hostsUnchecked(report));
    }

    private static Summary.Card processes(Report report) {
        List<Finding> wrong = report.findings().stream().filter(f -> !of(f).isEmpty()).toList();
        Set<ProcessKey> keys =
                wrong.stream()
                        .flatMap(f -> of(f).stream())
                        .map(RemoteProcess::key)
                        .collect(Collectors.toSet());
        var hosts =
                keys.stream().map(ProcessKey::host).collect(Collectors.toCollection(TreeSet::new));
        String detail = hosts.isEmpty() ? "none stuck or left over" : "on " + shortened(hosts);
        return card(
                "Stuck processes",
                keys.size(),
                Summaries.worst(wrong),
                detail,
                "builders",
                processesUnknown(report));
    }

    private static String shortened(Set<String> hosts) {
        String first = hosts.stream().limit(3).collect(Collectors.joining(", "));
        return hosts.size() > 3 ? first + " and " + (hosts.size() - 3) + " more" : first;
    }

    private static List<RemoteProcess> of(Finding finding) {
        return switch (finding) {
            case Finding.ProcessFinding f -> f.processes();
            case Finding.MountFinding f -> f.waiting();
            case Finding.RunFinding f -> f.processes();
            case Finding.EndpointFinding f -> List.of();
            case Finding.HostFinding f -> List.of();
            case Finding.SupervisionFinding f -> List.of();
            case Finding.ConsoleFinding f -> List.of();
        };
    }

    private static Summary.Card unknown(Report report) {
        long findings =
                report.findings().stream().filter(f -> f.severity() == Severity.UNKNOWN).count();
        int unchecked = notChecked(report);
        int wrong = Math.toIntExact(findings) + unchecked;
        String detail = unchecked > 0 ? unchecked + " not checked yet" : "could not be found out";
        return new Summary.Card(
                "Not known",
                OptionalInt.of(wrong),
                wrong > 0 ? Mark.UNKNOWN : Mark.OK,
                wrong > 0 ? detail : "everything was checked",
                "findings");
    }

    /// How many endpoints and hosts were never asked.
    static int notChecked(Report report) {
        return Math.toIntExact(uncheckedEndpoints(report)) + hostsUnchecked(report).count();
    }

    private static long uncheckedEndpoints(Report report) {
        var snapshot = report.snapshot();
        Set<String> seen =
                snapshot.endpoints().values().stream()
                        .map(s -> s.latest().target().endpoint().id())
                        .collect(Collectors.toSet());
        return snapshot.fleet().endpoints().stream().filter(e -> !seen.contains(e.id())).count();
    }

    private static Unchecked hostsUnchecked(Report report) {
        var snapshot = report.snapshot();
        long hosts =
                snapshot.fleet().hosts().stream()
                        .filter(h -> !snapshot.hosts().containsKey(h.name()))
                        .count();
        return new Unchecked(Math.toIntExact(hosts), snapshot.fleet().hosts().size());
    }

    /// Hosts that did not answer, or of which only a source tells, may have any processes.
    private static Unchecked processesUnknown(Report report) {
        Unchecked unchecked = hostsUnchecked(report);
        var snapshot = report.snapshot();
        long unseen =
                snapshot.fleet().hosts().stream()
                        .map(h -> Optional.ofNullable(snapshot.hosts().get(h.name())))
                        .flatMap(Optional::stream)
                        .filter(s -> s.lastProbed().isEmpty())
                        .count();
        return unseen == 0
                ? unchecked
                : new Unchecked(
                        unchecked.count() + Math.toIntExact(unseen), unchecked.of(), "not known");
    }

    /// How many of a card's targets were not seen.
    ///
    /// @param word for them
    private record Unchecked(int count, int of, String word) {
        Unchecked(int count, int of) {
            this(count, of, "not checked yet");
        }
    }

    /// A card that never looks healthy for what was not looked at.
    private static Summary.Card card(
            String title, int wrong, Mark mark, String detail, String screen, Unchecked unchecked) {
        if (wrong > 0 || unchecked.count() == 0) {
            return new Summary.Card(title, OptionalInt.of(wrong), mark, detail, screen);
        }
        boolean all = unchecked.count() == unchecked.of();
        String said =
                all
                        ? unchecked.word()
                        : "%,d of %,d %s"
                                .formatted(unchecked.count(), unchecked.of(), unchecked.word());
        OptionalInt number = all ? OptionalInt.empty() : OptionalInt.of(0);
        return new Summary.Card(title, number, Mark.UNKNOWN, said, screen);
    }

    private static <F extends Finding> Stream<F> all(Report report, Class<F> type) {
        return report.findings().stream().filter(type::isInstance).map(type::cast);
    }
}
