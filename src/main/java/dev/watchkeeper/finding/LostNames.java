package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.tls.CertificateDifference;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lineages whose newest certificate lacks names that the one before it had: who uses those gets an
/// error once it is served.
final class LostNames {
    List<Finding> findings(Scene scene) {
        return Renewing.each(scene, LostNames::of);
    }

    private static List<Finding> of(Renewing renewing) {
        var lost = new LinkedHashSet<String>();
        var evidence = new ArrayList<Evidence>();
        for (RenewalClient client : renewing.automation().clients()) {
            for (Lineage lineage : client.lineages()) {
                Set<String> names = lost(lineage);
                if (!names.isEmpty()) {
                    lost.addAll(names);
                    evidence.add(evidence(renewing, client, lineage));
                }
            }
        }
        return lost.isEmpty() ? List.of() : List.of(finding(renewing, lost, evidence));
    }

    private static Set<String> lost(Lineage lineage) {
        Optional<Parsed> before = lineage.before().flatMap(StoredCertificate::leaf);
        Optional<Parsed> newest = lineage.newest().flatMap(StoredCertificate::leaf);
        if (before.isEmpty() || newest.isEmpty()) {
            return Set.of();
        }
        return new LinkedHashSet<>(CertificateDifference.lost(before.get(), newest.get()));
    }

    private static Finding finding(Renewing renewing, Set<String> lost, List<Evidence> evidence) {
        boolean watched =
                renewing.scene().fleet().endpoints().stream()
                        .anyMatch(e ->
                                lost.contains("DNS:" + e.name())
                                        || lost.contains("IP:" + e.name()));
        List<String> names =
                lost.stream().map(n -> Served.shown(n.substring(n.indexOf(':') + 1))).toList();
        var draft =
                renewing.draft(
                                FindingKind.CERTIFICATE_LOST_NAMES,
                                watched ? Severity.HIGH : Severity.MEDIUM)
                        .title(
                                "%s: renewed without %s"
                                        .formatted(
                                                renewing.host().name(),
                                                names.size() > 3
                                                        ? Texts.count(names.size(), "name", "names")
                                                        : Texts.list(names)))
                        .impact(
                                "The certificate before it was for that too. Clients refuse to"
                                        + " connect there once it is served: request it again with"
                                        + " all names.");
        return renewing.finding(draft, evidence.stream().limit(20).toList());
    }

    private static Evidence evidence(Renewing renewing, RenewalClient client, Lineage lineage) {
        List<String> lines =
                lineage.before()
                        .flatMap(b -> lineage.newest().map(n -> Renewed.between(b, n)))
                        .orElse(List.of());
        return renewing.evidence(lineage.name() + " of " + client.label(), lines);
    }
}
