package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Illegible;
import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.Judgement.Verdict;
import dev.watchkeeper.tls.PathFinder.Found;
import dev.watchkeeper.tls.PathFinder.Path;
import dev.watchkeeper.tls.ValidityFaults.Dated;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Judges what does not depend on the name asked for, and on the time only as far as some path may
/// be valid now while another is not: trust, keys, signatures, order.
final class TimelessJudge {
    private final TrustStore store;
    private final AnchorIndex anchors;
    private final SignatureCheck signatures = SignatureCheck.shared();
    private final LifetimeLimit lifetimes;

    /// @param publicAnchors those that are bound by the Baseline Requirements
    TimelessJudge(TrustStore store, Supplier<? extends Collection<X509Certificate>> publicAnchors) {
        this.store = store;
        this.lifetimes = new LifetimeLimit(publicAnchors);
        this.anchors = new AnchorIndex(store);
    }

    /// @param crls what revocation is checked with; not checked when empty
    TimelessVerdict judge(List<Der> chain, Purpose purpose, Instant now, GivenCrls crls) {
        List<ChainCertificate> all =
                IntStream.range(0, chain.size())
                        .mapToObj(i -> ChainCertificate.of(i, chain.get(i)))
                        .toList();
        List<Legible> readable = new ArrayList<>();
        List<Illegible> broken = new ArrayList<>();
        for (ChainCertificate certificate : all) {
            switch (certificate) {
                case Legible r -> readable.add(r);
                case Illegible u -> broken.add(u);
            }
        }
        Window window =
                Window.around(
                        now, anchors.boundaries(), readable.stream().map(Legible::x509).toList());
        if (!(all.getFirst() instanceof Legible leaf)) {
            return new TimelessVerdict(
                    broken.stream().map(TimelessJudge::unparseable).toList(),
                    Optional.empty(),
                    readable.stream().map(Dated::of).toList(),
                    Verdict.UNKNOWN,
                    window);
        }
        var search = new Search(leaf, readable, broken, purpose, now);
        return verdict(search, crls, window);
    }

    private TimelessVerdict verdict(Search s, GivenCrls crls, Window window) {
        var checks = new CertificateChecks(s.purpose);
        List<CertificateFault> faults = new ArrayList<>(checks.ofLeaf(s.leaf));
        boolean sound = faults.stream().allMatch(f -> f.kind().sparesTrustOfLeaf());
        IssuerGraph graph = IssuerGraph.from(s.leaf, s.readable, anchors, signatures);
        var crlJudge = new CrlJudge(s.readable, anchors, signatures, crls, s.now);
        Optional<Found> found =
                new PathFinder(graph, checks, s.now, path -> atEnd(path, crlJudge)).from(s.leaf);
        boolean trusted = found.map(Found::isTrusted).orElse(false);
        found.ifPresentOrElse(
                f -> faults.addAll(f.faults()),
                () ->
                        faults.add(
                                TrustFaults.of(
                                        graph, s.leaf, s.readable, signatures, store.label())));
        s.broken.stream()
                .map(u -> trusted ? ChainOrder.unparseable(u) : unparseable(u))
                .forEach(faults::add);
        found.filter(_ -> trusted).ifPresent(f -> addNotes(f.path(), s.readable, faults));
        return new TimelessVerdict(
                faults,
                Optional.of(SubjectAltNames.ifLegible(s.leaf)),
                found.map(f -> f.path().whole()).orElse(s.readable).stream()
                        .map(Dated::of)
                        .toList(),
                trusted && sound ? Verdict.GOOD : Verdict.BAD,
                window);
    }

    private static CertificateFault unparseable(Illegible u) {
        return new CertificateFault(
                Kind.UNPARSEABLE,
                u.index(),
                "RFC 5280 4.1",
                "the " + u.role() + " cannot be parsed: " + u.reason());
    }

    private static List<CertificateFault> atEnd(Path path, CrlJudge crls) {
        List<CertificateFault> faults = new ArrayList<>();
        List<Legible> below = path.below();
        if (!below.isEmpty()) {
            PolicyGraph.fault(below).ifPresent(faults::add);
            faults.addAll(crls.faults(path));
        }
        return faults;
    }

    private void addNotes(Path path, List<Legible> served, List<CertificateFault> faults) {
        faults.addAll(ChainOrder.faults(path, served));
        lifetimes
                .fault(path.certificates().getFirst().x509(), List.of(path.anchor().x509()))
                .ifPresent(faults::add);
    }

    /// What a judgement begins with.
    private record Search(
            Legible leaf,
            List<Legible> readable,
            List<Illegible> broken,
            Purpose purpose,
            Instant now) {}
}
