package dev.watchkeeper.finding;

import dev.watchkeeper.tls.Judgement;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Intermediates that have expired or expire soon.
///
/// Soon is measured by the leaf's lifetime: an intermediate lives for years, and the next leaf
/// brings the next one along. A served trust anchor does not count, because clients use their own.
final class IntermediateExpiry {
    private final Served served;

    IntermediateExpiry(Served served) {
        this.served = served;
    }

    List<Finding> findings() {
        var expired = new ArrayList<Offender>(0);
        var running = new ArrayList<Offender>(0);
        for (Presented p : served.presented()) {
            for (ServedCertificate c : p.chain().subList(1, p.chain().size())) {
                if (c instanceof Parsed i && !i.subject().equals(i.issuer())) {
                    sort(new Offender(p, i), expired, running);
                }
            }
        }
        var found = new ArrayList<Finding>(0);
        if (!expired.isEmpty()) {
            found.add(expired(expired));
        }
        if (!running.isEmpty()) {
            found.add(running(running));
        }
        return found;
    }

    private void sort(Offender o, List<Offender> expired, List<Offender> running) {
        if (Validity.expired(o.intermediate, served.now())) {
            expired.add(o);
        } else if (severity(o).isPresent()) {
            running.add(o);
        }
    }

    private Optional<Severity> severity(Offender o) {
        Duration lifetime =
                o.presented.leaf() instanceof Parsed leaf
                        ? leaf.lifetime()
                        : o.intermediate.lifetime();
        return Validity.running(o.intermediate, lifetime, served.thresholds(), served.now());
    }

    private Finding expired(List<Offender> offenders) {
        boolean harmless =
                offenders.stream()
                        .allMatch(o -> o.presented.judgement().trust() == Judgement.Verdict.GOOD);
        String age = Ages.between(first(offenders).notAfter(), served.now());
        return finding(
                new Draft(
                                FindingKind.CERTIFICATE_EXPIRED,
                                id(),
                                harmless ? Severity.MEDIUM : Severity.CRITICAL)
                        .title(title(offenders, "intermediate certificate expired " + age + " ago"))
                        .impact(
                                harmless
                                        ? "Clients that find no other path refuse to connect."
                                        : "Clients refuse to connect."),
                offenders);
    }

    private Finding running(List<Offender> offenders) {
        Severity worst =
                offenders.stream()
                        .flatMap(o -> severity(o).stream())
                        .min(Severity::compareTo)
                        .orElse(Severity.MEDIUM);
        String left = Ages.between(served.now(), first(offenders).notAfter());
        return finding(
                new Draft(FindingKind.CERTIFICATE_EXPIRING, id(), worst)
                        .title(title(offenders, "intermediate certificate expires in " + left))
                        .impact("Clients will refuse to connect."),
                offenders);
    }

    private Finding finding(Draft draft, List<Offender> offenders) {
        return served.finding(
                draft,
                concerned(offenders),
                offenders.stream().map(o -> Served.dates(o.presented, o.intermediate)).toList());
    }

    private String title(List<Offender> offenders, String words) {
        return served.name() + ": " + words + served.places(concerned(offenders));
    }

    private String id() {
        return served.endpoint().id() + "/intermediate";
    }

    private static List<Presented> concerned(List<Offender> offenders) {
        return offenders.stream().map(Offender::presented).distinct().toList();
    }

    private static Parsed first(List<Offender> offenders) {
        return offenders.stream()
                .map(Offender::intermediate)
                .min((a, b) -> a.notAfter().compareTo(b.notAfter()))
                .orElseThrow();
    }

    /// An intermediate, and where it was served.
    private record Offender(Presented presented, Parsed intermediate) {}
}
