package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The window audit: renewal policies and thresholds that cannot work together, each with the
/// change that mends it, long before a certificate suffers from it. One finding for each renewal,
/// or each endpoint without one.
///
/// Only what somebody has set is audited: what most clients do, taken for want of better, is no
/// policy.
final class PolicyRule {
    List<Finding> findings(Scene scene) {
        Map<String, List<Concern>> bySubject = new LinkedHashMap<>();
        for (TlsEndpoint endpoint : scene.fleet().endpoints()) {
            Served served = Served.of(scene, endpoint);
            for (Presented p : served.presented()) {
                add(served, p, bySubject);
            }
        }
        return bySubject.values().stream().map(PolicyRule::finding).toList();
    }

    private static void add(Served served, Presented p, Map<String, List<Concern>> bySubject) {
        if (!(p.leaf() instanceof Parsed leaf) || Validity.expired(leaf, served.now())) {
            return;
        }
        served.policy(leaf)
                .filter(RenewalPolicy::told)
                .ifPresent(policy -> {
                    for (PolicyFault fault : PolicyAudit.of(served, policy)) {
                        var concern = new Concern(served, p, policy, fault);
                        bySubject
                                .computeIfAbsent(concern.key(), _ -> new ArrayList<>(1))
                                .add(concern);
                    }
                });
    }

    private static Finding finding(List<Concern> concerns) {
        Concern first = concerns.getFirst();
        List<String> names = concerns.stream().map(c -> c.served().name()).distinct().toList();
        PolicyFault fault = first.fault();
        var draft =
                new Draft(fault.kind(), first.subject(), fault.severity())
                        .title(Texts.list(names) + ": " + fault.words())
                        .impact(fault.impact() + " Change: " + fault.change() + ".");
        var lines = new ArrayList<>(RenewalText.lines(first.policy()));
        lines.add(fault.evidence());
        Evidence evidence =
                Served.evidence(
                        first.presented(),
                        "how " + first.served().name() + " is renewed and warned of",
                        Texts.lines(lines));
        return new EndpointFinding(
                draft.on(List.of(evidence)),
                first.served().endpoint(),
                List.copyOf(concerns.stream().map(Concern::presented).toList()));
    }

    /// A fault of the policy of one certificate.
    private record Concern(
            Served served, Presented presented, RenewalPolicy policy, PolicyFault fault) {
        String subject() {
            return policy.renewal()
                    .map(r -> "renewal/" + r.name())
                    .orElseGet(() -> served.endpoint().id());
        }

        String key() {
            return fault.kind() + " " + subject();
        }
    }
}
