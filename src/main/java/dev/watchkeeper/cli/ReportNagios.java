package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.Headline;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A report as one line for Nagios and its kin, after the Monitoring Plugins Development
/// Guidelines: state, text, `|`, performance data. No text of a host's can forge a line or a value.
final class ReportNagios {
    private static final int LONGEST = 1_000;

    private ReportNagios() {}

    static String of(Report report) {
        String headline = Headline.of(report.snapshot(), report.findings());
        return "WATCHKEEPER %s - %s | %s"
                .formatted(state(report.exitStatus()), safe(headline), performance(report));
    }

    private static String state(int exitStatus) {
        return switch (exitStatus) {
            case 0 -> "OK";
            case 1 -> "WARNING";
            case 2 -> "CRITICAL";
            default -> "UNKNOWN";
        };
    }

    private static String safe(String text) {
        return VisibleText.capped(text, LONGEST).replace(" · ", "; ").replace('|', '/');
    }

    private static String performance(Report report) {
        var data = new StringBuilder();
        for (Severity s : Severity.values()) {
            long n = report.findings().stream().filter(f -> f.severity() == s).count();
            data.append(s.label()).append('=').append(n).append(";;;0 ");
        }
        long expired = count(report, FindingKind.CERTIFICATE_EXPIRED);
        data.append("expired=").append(expired).append(";;0;0 ");
        long undelivered = count(report, FindingKind.NOTIFICATION_UNDELIVERED);
        data.append("undelivered=").append(undelivered).append(";0;;0 ");
        data.append("targets=").append(report.snapshot().endpoints().size()).append(";;;0 ");
        data.append("hosts=").append(report.snapshot().hosts().size()).append(";;;0 ");
        data.append("supervision=").append(report.snapshot().supervision().size()).append(";;;0");
        soonest(report).ifPresent(d -> data.append(" soonest_expiry_days=").append(shown(d)));
        return data.toString();
    }

    private static long count(Report report, FindingKind kind) {
        return report.findings().stream().filter(f -> f.kind() == kind).count();
    }

    private static OptionalDouble soonest(Report report) {
        Instant now = report.snapshot().takenAt();
        return report.snapshot().endpoints().values().stream()
                .flatMap(s -> Stream.concat(presented(s).stream(), reported(s).stream()))
                .mapToDouble(end -> Duration.between(now, end).toSeconds() / 86_400.0)
                .min();
    }

    private static Optional<Instant> presented(EndpointState state) {
        return state.lastPresented()
                .map(TlsObservation.Presented::leaf)
                .filter(Parsed.class::isInstance)
                .map(Parsed.class::cast)
                .filter(p -> !p.neverExpires())
                .map(Parsed::notAfter);
    }

    private static Optional<Instant> reported(EndpointState state) {
        return state.lastReported()
                .map(TlsObservation.Reported::certificate)
                .filter(c -> !c.neverExpires())
                .map(ReportedCertificate::notAfter);
    }

    private static String shown(double days) {
        return String.format(Locale.ROOT, "%.2f", days);
    }
}
