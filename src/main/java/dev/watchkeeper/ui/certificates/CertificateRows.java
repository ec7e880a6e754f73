package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the rows of a report. Pure. The rules alone decide how bad a row is.
final class CertificateRows {
    private final Map<String, Finding> worst = new HashMap<>();
    private final Map<String, Mark> lives = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, List<String>> differing;
    private final RenewalPolicies policies;

    private CertificateRows(Report report) {
        for (Finding finding : report.findings()) {
            if (finding instanceof Finding.EndpointFinding f) {
                f.observations().forEach(o -> add(o.target().id(), f));
            }
        }
        List<Host> all = report.snapshot().fleet().hosts();
        all.forEach(h -> hosts.put(h.name(), h.name()));
        all.forEach(h -> hosts.putIfAbsent(h.ssh().address(), h.name()));
        differing = Differing.of(report.snapshot().endpoints().values());
        policies = RenewalPolicies.of(report.snapshot());
    }

    static List<CertificateRow> of(Report report) {
        var rows = new CertificateRows(report);
        return report.snapshot().endpoints().values().stream().map(rows::row).toList();
    }

    private void add(String target, Finding finding) {
        worst.merge(target, finding, CertificateRows::worse);
        if (finding.kind().wantsRenewal()) {
            Mark mark = Mark.of(finding.severity().label());
            lives.merge(target, mark, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
    }

    private static Finding worse(Finding a, Finding b) {
        return b.severity().worseThan(a.severity()) ? b : a;
    }

    private CertificateRow row(EndpointState state) {
        Seen seen = Seen.of(state);
        TlsTarget target = state.latest().target();
        return new CertificateRow(
                seen,
                Optional.ofNullable(worst.get(seen.id()))
                        .map(f -> verdict(f, state))
                        .orElseGet(() -> withoutFinding(state.latest())),
                lives.getOrDefault(seen.id(), Mark.OK),
                seen.leaf()
                        .flatMap(l -> policies.of(target.endpoint(), l))
                        .or(() ->
                                state.lastReported()
                                        .flatMap(r ->
                                                policies.of(target.endpoint(), r.certificate()))),
                policies.wayOf(target.endpoint(), seen.leaf()),
                host(target),
                differing.getOrDefault(seen.endpoint(), List.of()));
    }

    private String host(TlsTarget target) {
        String byName = hosts.get(target.label());
        return byName == null ? hosts.getOrDefault(target.address(), target.label()) : byName;
    }

    private static Verdict verdict(Finding finding, EndpointState state) {
        Mark mark = Mark.of(finding.severity().label());
        boolean about = finding.kind().label().startsWith("certificate-");
        if (!about && state.latest() instanceof TlsObservation.Failed f) {
            return new Verdict(mark, words(f.failure()));
        }
        String kind =
                finding.kind().label().replaceFirst("certificate-|renewal-", "").replace('-', ' ');
        return new Verdict(
                mark, finding.kind() == FindingKind.CERTIFICATE_DIFFERS ? "differs" : kind);
    }

    private static Verdict withoutFinding(TlsObservation observation) {
        return switch (observation) {
            case TlsObservation.Presented p -> new Verdict(Mark.OK, "ok");
            case TlsObservation.Reported r -> new Verdict(Mark.OK, "reported");
            case TlsObservation.Failed f -> new Verdict(Mark.UNKNOWN, words(f.failure()));
        };
    }

    static String words(TlsObservation.Failure failure) {
        return failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
