package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Renewals that are overdue by the end that a source tells, where the fleet file or a known
/// lifetime says when they are due.
final class ReportedRenewal {
    /// With so few tries left it is a matter of days or hours.
    private static final int FEW = 2;

    private ReportedRenewal() {}

    /// Adds the finding, if there is one, before those of which it is the cause.
    static void check(
            Scene scene, TlsEndpoint endpoint, List<Reported> reported, List<Finding> found) {
        Map<Reported, RenewalPolicy> overdue =
                reported.stream()
                        .flatMap(r -> policy(scene, endpoint, r).stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        overdue.values().stream()
                .min(Comparator.comparing(p -> p.due().overdueAt()))
                .ifPresent(worst -> {
                    List<Reported> concerned =
                            reported.stream().filter(overdue::containsKey).toList();
                    Finding own = finding(scene, endpoint, worst, concerned);
                    found.replaceAll(f ->
                            f.kind() == FindingKind.CERTIFICATE_EXPIRING
                                    ? f.causedBy(own.key())
                                    : f);
                    found.addFirst(own);
                });
    }

    private static Optional<Map.Entry<Reported, RenewalPolicy>> policy(
            Scene scene, TlsEndpoint endpoint, Reported r) {
        return scene.policies()
                .of(endpoint, r.certificate())
                .filter(p -> p.due().isOverdue(scene.now()))
                .map(p -> Map.entry(r, p));
    }

    private static Finding finding(
            Scene scene, TlsEndpoint endpoint, RenewalPolicy worst, List<Reported> concerned) {
        String since = Ages.between(worst.due().due(), scene.now());
        String left = Ages.between(scene.now(), worst.due().notAfter());
        long retries = worst.due().retriesLeft(scene.now());
        var draft =
                new Draft(
                                FindingKind.RENEWAL_OVERDUE,
                                endpoint.id(),
                                retries <= FEW ? Severity.HIGH : Severity.MEDIUM)
                        .title(
                                ReportedText.title(
                                        scene,
                                        endpoint,
                                        "renewal overdue, it was due %s ago".formatted(since),
                                        concerned))
                        .impact(
                                ReportedText.impact(
                                        endpoint,
                                        "It expires in %s, with %s left."
                                                .formatted(left, RenewalText.tries(retries))));
        return ReportedText.finding(draft, endpoint, concerned);
    }
}
