package dev.watchkeeper.finding;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Leaves that have expired, expire soon or are not yet valid.
final class LeafExpiry {
    private final Served served;

    LeafExpiry(Served served) {
        this.served = served;
    }

    List<Finding> findings() {
        var expired = new ArrayList<Presented>(0);
        var running = new ArrayList<Presented>(0);
        var early = new ArrayList<Presented>(0);
        for (Presented p : served.presented()) {
            if (p.leaf() instanceof Parsed leaf) {
                sort(p, leaf, expired, running, early);
            }
        }
        var found = new ArrayList<Finding>(0);
        if (!expired.isEmpty()) {
            found.add(expired(expired));
        }
        if (!running.isEmpty()) {
            found.add(running(running));
        }
        if (!early.isEmpty()) {
            found.add(early(early));
        }
        return found;
    }

    private void sort(
            Presented p,
            Parsed leaf,
            List<Presented> expired,
            List<Presented> running,
            List<Presented> early) {
        if (Validity.expired(leaf, served.now())) {
            expired.add(p);
        } else if (Validity.notYetValid(leaf, served.now())) {
            early.add(p);
        } else if (severity(leaf).isPresent()) {
            running.add(p);
        }
    }

    private Optional<Severity> severity(Parsed leaf) {
        return Validity.running(leaf, leaf.lifetime(), served.thresholds(), served.now());
    }

    private Finding expired(List<Presented> concerned) {
        String age = Ages.between(first(concerned).notAfter(), served.now());
        return finding(
                new Draft(FindingKind.CERTIFICATE_EXPIRED, id(), Severity.CRITICAL)
                        .title(title(concerned, "certificate expired " + age + " ago"))
                        .impact("Clients refuse to connect." + renewal(first(concerned))),
                concerned);
    }

    private Finding running(List<Presented> concerned) {
        Severity worst =
                concerned.stream()
                        .flatMap(p -> severity((Parsed) p.leaf()).stream())
                        .min(Severity::compareTo)
                        .orElse(Severity.MEDIUM);
        Parsed first = first(concerned);
        String left = Ages.between(served.now(), first.notAfter());
        String percent = Math.round(100 * first.remainingFraction(served.now())) + " %";
        return finding(
                new Draft(FindingKind.CERTIFICATE_EXPIRING, id(), worst)
                        .title(title(concerned, "certificate expires in " + left))
                        .impact(
                                "Clients will refuse to connect. "
                                        + percent
                                        + " of its life left."
                                        + renewal(first)),
                concerned);
    }

    private String renewal(Parsed leaf) {
        return served.policy(leaf).map(p -> " " + RenewalText.standing(p, served.now())).orElse("");
    }

    private Finding early(List<Presented> concerned) {
        String wait = Ages.between(served.now(), first(concerned).notBefore());
        return finding(
                new Draft(FindingKind.CERTIFICATE_NOT_YET_VALID, id(), Severity.CRITICAL)
                        .title(title(concerned, "certificate is valid only in " + wait))
                        .impact("Clients refuse to connect, unless a clock is wrong."),
                concerned);
    }

    private Finding finding(Draft draft, List<Presented> concerned) {
        List<Evidence> evidence =
                concerned.stream().map(p -> Served.dates(p, (Parsed) p.leaf())).toList();
        return served.finding(draft, concerned, evidence);
    }

    private String title(List<Presented> concerned, String words) {
        return served.name() + ": " + words + served.places(concerned);
    }

    private String id() {
        return served.endpoint().id();
    }

    private static Parsed first(List<Presented> concerned) {
        return concerned.stream()
                .map(p -> (Parsed) p.leaf())
                .min((a, b) -> a.notAfter().compareTo(b.notAfter()))
                .orElseThrow();
    }
}
