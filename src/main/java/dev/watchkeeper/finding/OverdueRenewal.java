package dev.watchkeeper.finding;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Renewals that are overdue: the certificate is still good, and what should have replaced it did
/// not.
final class OverdueRenewal {
    /// With so few tries left it is a matter of days or hours.
    private static final int FEW = 2;

    private final Served served;

    private OverdueRenewal(Served served) {
        this.served = served;
    }

    /// Adds the finding, if there is one, before those of which it is the cause.
    static void check(Served served, List<Finding> found) {
        new OverdueRenewal(served)
                .finding(found)
                .ifPresent(overdue -> {
                    String leaf =
                            FindingKey.of(FindingKind.CERTIFICATE_EXPIRING, id(served)).value();
                    found.replaceAll(
                            f -> f.key().value().equals(leaf) ? f.causedBy(overdue.key()) : f);
                    found.addFirst(overdue);
                });
    }

    private Optional<Finding> finding(List<Finding> found) {
        var concerned = new ArrayList<Presented>(0);
        for (Presented p : served.presented()) {
            if (policy(p).filter(o -> o.due().isOverdue(served.now())).isPresent()) {
                concerned.add(p);
            }
        }
        return concerned.stream()
                .flatMap(p -> policy(p).stream())
                .min(Comparator.comparing(p -> p.due().overdueAt()))
                .map(worst -> finding(worst, concerned, found));
    }

    private Optional<RenewalPolicy> policy(Presented p) {
        return p.leaf() instanceof Parsed leaf ? served.policy(leaf) : Optional.empty();
    }

    private Finding finding(RenewalPolicy worst, List<Presented> concerned, List<Finding> found) {
        String since = Ages.between(worst.due().due(), served.now());
        String left = Ages.between(served.now(), worst.due().notAfter());
        long missed = worst.due().runsMissed(served.now());
        var draft =
                new Draft(FindingKind.RENEWAL_OVERDUE, id(served), severity(worst, found))
                        .title(
                                "%s: renewal overdue, it was due %s ago%s"
                                        .formatted(served.name(), since, served.places(concerned)))
                        .impact(
                                "%s should have renewed it. It expires in %s, with %s left."
                                        .formatted(
                                                capital(missed),
                                                left,
                                                RenewalText.tries(
                                                        worst.due().retriesLeft(served.now()))));
        return served.finding(draft, concerned, evidence(worst, concerned));
    }

    private static String capital(long missed) {
        return missed > 9_999 ? "Over 9,999 runs" : Texts.count((int) missed, "run", "runs");
    }

    /// As bad as what it leads to. Where nobody said how it is renewed, it may be done by hand.
    private Severity severity(RenewalPolicy worst, List<Finding> found) {
        boolean known = worst.told() || worst.renewal().isPresent();
        boolean few = worst.due().retriesLeft(served.now()) <= FEW;
        Severity own = few ? Severity.HIGH : known ? Severity.MEDIUM : Severity.LOW;
        return found.stream()
                .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING)
                .map(Finding::severity)
                .filter(s -> s.worseThan(own))
                .findFirst()
                .orElse(own);
    }

    private List<Evidence> evidence(RenewalPolicy worst, List<Presented> concerned) {
        var all = new ArrayList<Evidence>();
        all.add(
                Served.evidence(
                        concerned.getFirst(),
                        "when it is renewed",
                        Texts.lines(RenewalText.lines(worst))));
        concerned.forEach(p -> all.add(Served.dates(p, (Parsed) p.leaf())));
        return all;
    }

    private static String id(Served served) {
        return served.endpoint().id();
    }
}
