package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The policies of a path (RFC 5280 6.1) for a client that asks for none in particular, as a graph
/// by RFC 9618: the tree of RFC 5280 grows exponentially in hostile chains.
final class PolicyGraph {
    private static final String RULE = "RFC 5280 6.1.5 (g), RFC 9618";

    private Set<String> expected = new HashSet<>();
    private boolean any = true;
    private int explicit = PolicyRules.NEVER;
    private int mapping = PolicyRules.NEVER;
    private int anyAllowed = PolicyRules.NEVER;

    private PolicyGraph() {}

    /// @param path leaf first, without the anchor
    static Optional<CertificateFault> fault(List<Legible> path) {
        return new PolicyGraph().walk(path);
    }

    private Optional<CertificateFault> walk(List<Legible> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            Legible c = path.get(i);
            PolicyRules rules = c.extensions().policies();
            enter(rules, anyAllowed > 0 || (i > 0 && c.isSelfIssued()));
            if (explicit == 0 && isEmpty()) {
                return Optional.of(noPolicy(c));
            }
            if (i > 0) {
                if (rules.mappings().stream().anyMatch(PolicyGraph::mapsAny)) {
                    return Optional.of(
                            fault(c, "the " + c.role() + " maps the policy that stands for any"));
                }
                map(rules);
                leave(rules, c.isSelfIssued());
            }
        }
        Legible leaf = path.getFirst();
        boolean demanded = explicit <= 1 || leaf.extensions().policies().requireExplicit() == 0;
        return demanded && isEmpty() ? Optional.of(noPolicy(leaf)) : Optional.empty();
    }

    private boolean isEmpty() {
        return !any && expected.isEmpty();
    }

    /// RFC 5280 6.1.3 (d) and (e).
    private void enter(PolicyRules rules, boolean anyIsAllowed) {
        if (rules.policies().isEmpty()) {
            expected.clear();
            any = false;
            return;
        }
        Set<String> stated = rules.policies().get();
        boolean before = any;
        if (!stated.contains(PolicyRules.ANY) || !anyIsAllowed) {
            expected.retainAll(stated);
            any = false;
        }
        if (before) {
            stated.stream().filter(p -> !p.equals(PolicyRules.ANY)).forEach(expected::add);
        }
    }

    private static boolean mapsAny(PolicyRules.Mapping m) {
        return m.from().equals(PolicyRules.ANY) || m.to().equals(PolicyRules.ANY);
    }

    /// RFC 5280 6.1.4 (a) and (b).
    private void map(PolicyRules rules) {
        Set<String> from =
                rules.mappings().stream()
                        .map(PolicyRules.Mapping::from)
                        .collect(Collectors.toSet());
        Set<String> next = new HashSet<>(expected);
        next.removeAll(from);
        if (mapping > 0) {
            rules.mappings().stream()
                    .filter(m -> any || expected.contains(m.from()))
                    .forEach(m -> next.add(m.to()));
        }
        expected = next;
    }

    /// RFC 5280 6.1.4 (h) to (j).
    private void leave(PolicyRules rules, boolean selfIssued) {
        if (!selfIssued) {
            explicit = less(explicit);
            mapping = less(mapping);
            anyAllowed = less(anyAllowed);
        }
        explicit = Math.min(explicit, rules.requireExplicit());
        mapping = Math.min(mapping, rules.inhibitMapping());
        anyAllowed = Math.min(anyAllowed, rules.inhibitAny());
    }

    private static int less(int count) {
        return count == 0 || count == PolicyRules.NEVER ? count : count - 1;
    }

    private static CertificateFault noPolicy(Legible c) {
        return fault(
                c,
                "the path demands a certificate policy, and the "
                        + c.role()
                        + " has none that all of it agrees on");
    }

    private static CertificateFault fault(Legible c, String text) {
        return new CertificateFault(Kind.POLICY, c.index(), RULE, text);
    }
}
