package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Illegible;
import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.Judgement.Verdict;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Judges what depends neither on the time nor on the name asked for: trust, keys, signatures,
/// order.
final class TimelessJudge {
    private final TrustStore store;
    private final AnchorIndex anchors;
    private final SignatureCheck signatures = new SignatureCheck();
    private final PathValidator validator = new PathValidator();
    private final LifetimeLimit lifetimes;

    /// @param publicAnchors those that are bound by the Baseline Requirements
    TimelessJudge(TrustStore store, Supplier<? extends Collection<X509Certificate>> publicAnchors) {
        this.store = store;
        this.lifetimes = new LifetimeLimit(publicAnchors);
        this.anchors = new AnchorIndex(store);
    }

    TimelessVerdict judge(List<Der> chain) throws GeneralSecurityException {
        List<ChainCertificate> all =
                IntStream.range(0, chain.size())
                        .mapToObj(i -> ChainCertificate.of(i, chain.get(i)))
                        .toList();
        List<CertificateFault> faults = new ArrayList<>();
        List<Legible> readable = new ArrayList<>();
        for (ChainCertificate certificate : all) {
            switch (certificate) {
                case Legible r -> {
                    readable.add(r);
                    faults.addAll(CertificateChecks.of(r));
                }
                case Illegible u -> faults.add(unparseable(u));
            }
        }
        if (!(all.getFirst() instanceof Legible leaf)) {
            return new TimelessVerdict(faults, Optional.empty(), List.of(), Verdict.UNKNOWN);
        }
        SubjectAltNames names = SubjectAltNames.of(leaf.holder());
        List<List<Integer>> paths = trust(leaf, readable, faults);
        return new TimelessVerdict(
                faults, Optional.of(names), paths, paths.isEmpty() ? Verdict.BAD : Verdict.GOOD);
    }

    private static CertificateFault unparseable(Illegible u) {
        return new CertificateFault(
                Kind.UNPARSEABLE,
                u.index(),
                "RFC 5280 4.1",
                "the " + u.role() + " cannot be parsed: " + u.reason());
    }

    private List<List<Integer>> trust(
            Legible leaf, List<Legible> served, List<CertificateFault> faults)
            throws GeneralSecurityException {
        var search = new PathFinder(served, anchors, signatures).from(leaf);
        if (search.paths().isEmpty()) {
            faults.add(TrustFaults.of(search.deadEnds(), signatures, store.label()));
            return List.of();
        }
        List<PathFinder.Path> good = new ArrayList<>();
        List<CertificateFault> broken = new ArrayList<>();
        for (PathFinder.Path path : search.paths()) {
            Optional<CertificateFault> fault = validator.validate(path);
            fault.ifPresentOrElse(broken::add, () -> good.add(path));
        }
        if (good.isEmpty()) {
            faults.add(broken.getFirst());
        } else {
            faults.addAll(ChainOrder.faults(good, served));
            lifetimes
                    .fault(leaf.x509(), good.stream().map(PathFinder.Path::anchor).toList())
                    .ifPresent(faults::add);
        }
        return good.stream().map(PathFinder.Path::indices).toList();
    }
}
