package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes the rows of a report. Pure. The rules alone decide how bad a row is.
final class CertificateRows {
    private CertificateRows() {}

    static List<CertificateRow> of(Report report) {
        Map<String, Finding> worst = worstByTarget(report);
        return report.snapshot().endpoints().entrySet().stream()
                .map(e -> row(e.getValue(), Optional.ofNullable(worst.get(e.getKey()))))
                .toList();
    }

    /// The worst finding about each address.
    static Map<String, Finding> worstByTarget(Report report) {
        Map<String, Finding> worst = new HashMap<>();
        for (Finding finding : report.findings()) {
            if (finding instanceof Finding.EndpointFinding f) {
                f.observations()
                        .forEach(o -> worst.merge(o.target().id(), f, CertificateRows::worse));
            }
        }
        return worst;
    }

    private static Finding worse(Finding a, Finding b) {
        return b.severity().worseThan(a.severity()) ? b : a;
    }

    private static CertificateRow row(EndpointState state, Optional<Finding> finding) {
        return new CertificateRow(
                state,
                finding.map(f -> verdict(f, state))
                        .orElseGet(() -> withoutFinding(state.latest())));
    }

    private static Verdict verdict(Finding finding, EndpointState state) {
        Mark mark = Mark.of(finding.severity().label());
        boolean about = finding.kind().label().startsWith("certificate-");
        if (!about && state.latest() instanceof TlsObservation.Failed f) {
            return new Verdict(mark, words(f.failure()));
        }
        String kind = finding.kind().label().replace("certificate-", "").replace('-', ' ');
        return new Verdict(
                mark, finding.kind() == FindingKind.CERTIFICATE_DIFFERS ? "differs" : kind);
    }

    private static Verdict withoutFinding(TlsObservation observation) {
        return switch (observation) {
            case TlsObservation.Presented p -> new Verdict(Mark.OK, "ok");
            case TlsObservation.Failed f -> new Verdict(Mark.UNKNOWN, words(f.failure()));
        };
    }

    static String words(TlsObservation.Failure failure) {
        return failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
