package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;

/// Searches the graph of issuers for the best path from the leaf to an anchor: one without a fault
/// where there is one, else the one whose faults are the least (RFC 4158). A client takes the first
/// path that holds, so that what is wrong beside it harms nobody. A chain that is built to keep a
/// search busy exhausts its budget instead.
final class PathFinder {
    private static final int MOST_STEPS = 2_000;
    private static final int LONGEST = 100;
    private static final int DATE = 1;
    private static final int WEAK = 100;
    private static final int BROKEN = 10_000;

    private final IssuerGraph graph;
    private final CertificateChecks checks;
    private final Instant now;
    private final Function<Path, List<CertificateFault>> atEnd;
    private final NameConstraintCheck constraints = new NameConstraintCheck();
    private final Map<Legible, Step> issuers = new HashMap<>();
    private final Map<List<Legible>, Optional<CertificateFault>> constrained = new HashMap<>();
    private final PriorityQueue<State> waiting =
            new PriorityQueue<>(
                    Comparator.comparingInt(State::cost)
                            .thenComparingInt(State::length)
                            .thenComparingInt(State::disorder));

    /// @param atEnd further faults of a path that is complete
    PathFinder(
            IssuerGraph graph,
            CertificateChecks checks,
            Instant now,
            Function<Path, List<CertificateFault>> atEnd) {
        this.graph = graph;
        this.checks = checks;
        this.now = now;
        this.atEnd = atEnd;
    }

    /// The best path; empty when none leads to an anchor.
    Optional<Found> from(Legible leaf) {
        Map<Legible, Integer> distances = graph.distances();
        if (!distances.containsKey(leaf)) {
            return Optional.empty();
        }
        waiting.add(new State(List.of(leaf), List.of(), dates(leaf), 1, false));
        for (int steps = 0; steps < MOST_STEPS && !waiting.isEmpty(); steps++) {
            State best = waiting.poll();
            if (best.complete()) {
                return Optional.of(new Found(path(best), best.faults()));
            }
            if (graph.isAnchor(best.tip())) {
                waiting.add(completed(best));
            } else {
                extend(best, distances);
            }
        }
        return Optional.of(exhausted(leaf));
    }

    private State completed(State s) {
        List<CertificateFault> faults = new ArrayList<>(s.faults());
        List<CertificateFault> more = atEnd.apply(path(s));
        faults.addAll(more);
        return new State(s.path(), faults, s.cost() + cost(more), s.length(), true);
    }

    private void extend(State s, Map<Legible, Integer> distances) {
        for (Legible issuer : graph.issuers(s.tip())) {
            boolean repeated = s.path().stream().anyMatch(c -> c.isTwinOf(issuer));
            if (!distances.containsKey(issuer) || repeated || s.path().size() >= LONGEST) {
                continue;
            }
            Step step = issuers.computeIfAbsent(issuer, this::step);
            List<CertificateFault> added = new ArrayList<>(step.faults());
            addPathLength(s, issuer, added);
            addConstraints(s, issuer, added);
            List<Legible> path = new ArrayList<>(s.path());
            path.add(issuer);
            int cost = s.cost() + step.dates() + cost(added);
            added.addAll(0, s.faults());
            int length = path.size() + distances.getOrDefault(issuer, 0);
            waiting.add(new State(path, added, cost, length, false));
        }
    }

    private Step step(Legible issuer) {
        Legible checked = graph.isAnchor(issuer) ? anchor(issuer) : issuer;
        return new Step(checks.ofIssuer(checked), dates(issuer));
    }

    /// An anchor that the server sends is an anchor still.
    private static Legible anchor(Legible c) {
        return new Legible(
                ChainCertificate.ANCHOR, c.x509(), c.holder(), c.extensions(), c.flaw(), c.der());
    }

    /// The dates are told of elsewhere, and cost here.
    private int dates(Legible c) {
        return c.isValidAt(now) ? 0 : DATE;
    }

    private static void addPathLength(State s, Legible issuer, List<CertificateFault> faults) {
        long below = s.path().stream().skip(1).filter(c -> !c.isSelfIssued()).count();
        issuer.extensions()
                .pathLength()
                .ifPresent(most -> {
                    if (below > most) {
                        faults.add(
                                new CertificateFault(
                                        Kind.PATH_LENGTH,
                                        issuer.index(),
                                        "RFC 5280 4.2.1.9",
                                        "the %s allows %d intermediates below it, and there are %d"
                                                .formatted(issuer.role(), most, below)));
                    }
                });
    }

    /// Self-issued intermediates are free of them (RFC 5280 6.1.3 (b)).
    private void addConstraints(State s, Legible issuer, List<CertificateFault> faults) {
        for (int i = 0; i < s.path().size(); i++) {
            Legible below = s.path().get(i);
            if (i == 0 || !below.isSelfIssued()) {
                constrained
                        .computeIfAbsent(
                                List.of(issuer, below), _ -> constraints.fault(issuer, below))
                        .ifPresent(faults::add);
            }
        }
    }

    private static int cost(List<CertificateFault> faults) {
        return faults.stream().mapToInt(f -> f.kind().sparesTrust() ? WEAK : BROKEN).sum();
    }

    private Path path(State s) {
        List<Legible> certificates = s.path().stream().filter(c -> !c.isAnchor()).toList();
        return new Path(certificates, s.tip());
    }

    private Found exhausted(Legible leaf) {
        var fault =
                new CertificateFault(
                        Kind.RESOURCE_LIMIT,
                        -1,
                        "RFC 4158 2.4.2",
                        "no path that holds was found within " + MOST_STEPS + " steps");
        return new Found(new Path(List.of(leaf), leaf), List.of(fault));
    }

    private record Step(List<CertificateFault> faults, int dates) {}

    private record State(
            List<Legible> path,
            List<CertificateFault> faults,
            int cost,
            int length,
            boolean complete) {
        Legible tip() {
            return path.getLast();
        }

        /// How often the path goes back in the order of sending.
        int disorder() {
            int back = 0;
            for (int i = 1; i < path.size(); i++) {
                boolean served = !path.get(i).isAnchor();
                back += served && path.get(i).index() < path.get(i - 1).index() ? 1 : 0;
            }
            return back;
        }
    }

    /// A way from the leaf to an anchor, every signature on it verified.
    ///
    /// @param certificates leaf first, without the anchor unless it was served and is the end
    record Path(List<Legible> certificates, Legible anchor) {
        Path {
            certificates = List.copyOf(certificates);
        }

        List<Integer> indices() {
            return certificates.stream().map(Legible::index).toList();
        }

        /// Leaf first, with the anchor as the last.
        List<Legible> whole() {
            List<Legible> all = new ArrayList<>(below());
            all.add(anchor);
            return all;
        }

        /// Leaf first, without the anchor.
        List<Legible> below() {
            return certificates.stream().filter(c -> !c.der().equals(anchor.der())).toList();
        }
    }

    /// @param faults of the path, without those of dates and of the leaf by itself
    record Found(Path path, List<CertificateFault> faults) {
        Found {
            faults = List.copyOf(faults);
        }

        boolean isTrusted() {
            return faults.stream().allMatch(f -> f.kind().sparesTrust());
        }
    }
}
