package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.ReportedHost;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Spans;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One host in the health table.
///
/// @param state empty when it was never asked
/// @param finding the worst finding about it
record HealthRow(Host host, Optional<HostState> state, Optional<Finding> finding) {
    private static final double GIB = 1 << 30;

    static List<HealthRow> of(Report report, Blame blame) {
        return report.snapshot().fleet().hosts().stream()
                .map(h ->
                        new HealthRow(
                                h,
                                Optional.ofNullable(report.snapshot().hosts().get(h.name())),
                                blame.ofHost(h.name())))
                .toList();
    }

    String name() {
        return host.name();
    }

    Verdict verdict() {
        if (finding.isPresent()) {
            Mark mark = Mark.of(finding.get().severity().label());
            return new Verdict(mark, finding.get().kind().label().replace('-', ' '));
        }
        return state.map(s -> verdict(s.latest()))
                .orElse(new Verdict(Mark.UNKNOWN, "not checked yet"));
    }

    private static Verdict verdict(HostObservation latest) {
        return switch (latest) {
            case HostObservation.Probed p when p.snapshot().complete() ->
                    new Verdict(Mark.OK, "ok");
            case HostObservation.Probed p -> new Verdict(Mark.UNKNOWN, "incomplete");
            case HostObservation.Reported r -> new Verdict(Mark.OK, "reported");
            case HostObservation.NotReported n -> new Verdict(Mark.UNKNOWN, "not reported");
            case HostObservation.NotProbed n -> new Verdict(Mark.UNKNOWN, "could not check");
            case HostObservation.KeyRefused k -> new Verdict(Mark.UNKNOWN, "key refused");
        };
    }

    /// What is wrong, or why nothing is known; the host's name is in its own column.
    String words() {
        return finding.map(f -> withoutName(f.statement().title()))
                .or(() -> state.map(s -> words(s.latest())))
                .orElse("not checked yet");
    }

    private String withoutName(String title) {
        String prefix = name() + ": ";
        return title.startsWith(prefix) ? title.substring(prefix.length()) : title;
    }

    private static String words(HostObservation latest) {
        return switch (latest) {
            case HostObservation.Probed p ->
                    p.snapshot().notes().stream()
                            .map(VisibleText::of)
                            .collect(Collectors.joining("; "));
            case HostObservation.Reported r ->
                    "reported by %s; processes and runs are not known".formatted(r.source());
            case HostObservation.NotReported n -> n.text();
            case HostObservation.NotProbed n -> VisibleText.of(n.text());
            case HostObservation.KeyRefused k ->
                    "presented the key " + VisibleText.of(k.problem().fingerprint());
        };
    }

    /// How the host answered the last time that it was asked.
    String answer() {
        return state.map(HostState::latest)
                .map(o ->
                        switch (o) {
                            case HostObservation.Probed p -> p.took().toMillis() + " ms";
                            case HostObservation.Reported r ->
                                    "reported by %s (instance %s); processes, runs and what"
                                                    .formatted(r.source(), r.facts().instance())
                                            + " waits for what are not known";
                            case HostObservation.NotReported n -> n.text();
                            case HostObservation.NotProbed n ->
                                    VisibleText.of(n.text())
                                            + " (phase "
                                            + n.phase().name().toLowerCase(Locale.ROOT)
                                            + ", after "
                                            + n.took().toMillis()
                                            + " ms)";
                            case HostObservation.KeyRefused k -> words(k);
                        })
                .orElse("not asked yet");
    }

    String notes() {
        return snapshot().map(s -> String.join("; ", s.notes())).map(VisibleText::of).orElse("");
    }

    String boot() {
        return snapshot().map(s -> VisibleText.capped(s.bootId(), 60)).orElse("");
    }

    /// When the values were observed, which is earlier than the last answer where that was none.
    Optional<Instant> lastProbedAt() {
        return state.flatMap(HostState::lastProbed).map(HostObservation::observedAt);
    }

    Optional<HostSnapshot> snapshot() {
        return state.flatMap(HostState::lastProbed).map(HostObservation.Probed::snapshot);
    }

    /// What a source tells of it; empty where it is inspected.
    Optional<ReportedHost> facts() {
        return state.flatMap(HostState::lastReported).map(HostObservation.Reported::facts);
    }

    Optional<Instant> observedAt() {
        return state.map(s -> s.latest().observedAt());
    }

    boolean contains(String lowerCase) {
        String text = name() + ' ' + host.role().label() + ' ' + words() + ' ' + verdict().word();
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    String load() {
        return snapshot()
                .map(s -> s.load().stream().map("%.2f"::formatted).collect(Collectors.joining(" ")))
                .or(() ->
                        facts().flatMap(ReportedHost::load)
                                .map(l ->
                                        "%.2f %.2f %.2f".formatted(l.one(), l.five(), l.fifteen())))
                .orElse("");
    }

    String memory() {
        return snapshot()
                .map(HostSnapshot::memory)
                .map(m ->
                        m.available() < 0
                                ? "not known"
                                : "%,.1f of %,.1f GiB"
                                        .formatted(m.available() / GIB, m.total() / GIB))
                .or(() ->
                        facts().flatMap(ReportedHost::memory)
                                .map(m ->
                                        "%,.1f of %,.1f GiB"
                                                .formatted(m.available() / GIB, m.total() / GIB)))
                .orElse("");
    }

    String pressure() {
        return snapshot()
                .map(s ->
                        s.pressure()
                                .map(p ->
                                        "%.0f / %.0f / %.0f %%"
                                                .formatted(p.cpu(), p.memory(), p.io()))
                                .orElse("not told"))
                .orElse("");
    }

    String uptime() {
        return snapshot()
                .map(HostSnapshot::uptime)
                .or(() ->
                        facts().flatMap(ReportedHost::bootedAt)
                                .flatMap(b -> observedAt().map(at -> Duration.between(b, at))))
                .map(Spans::words)
                .orElse("");
    }

    String clock() {
        return snapshot()
                .map(HostSnapshot::clockOffset)
                .or(() -> facts().flatMap(ReportedHost::clockOffset))
                .map(o -> "%+.1f s".formatted(o.toMillis() / 1000.0))
                .orElse("");
    }

    String kernel() {
        return snapshot()
                .map(HostSnapshot::kernel)
                .or(() -> facts().flatMap(ReportedHost::system))
                .map(k -> VisibleText.capped(k, 60))
                .orElse("");
    }
}
