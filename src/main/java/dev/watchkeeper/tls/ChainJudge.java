package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Judgement.Verdict;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Judges a chain of certificates as a TLS client should: every fault, worst first, each with its
/// rule. Needs no network; the same chain and name give the same verdict at the same time.
///
/// Trust is judged without the clock, so that an expired certificate of a trusted issuer is expired
/// and not untrusted too. What depends neither on the time nor on the name is remembered for a
/// bounded number of chains. Safe for use by many threads at once.
public final class ChainJudge {
    private static final int CAPACITY = 20_000;
    private static final Comparator<CertificateFault> WORST_FIRST =
            Comparator.comparing(CertificateFault::kind)
                    .thenComparingInt(CertificateFault::certificate);

    private final TrustStore store;
    private final TimelessJudge timeless;
    private final CertificateReader reader = new CertificateReader();
    private final BoundedCache<List<String>, TimelessVerdict> known = new BoundedCache<>(CAPACITY);

    public ChainJudge(TrustStore store) {
        this(store, () -> TrustStore.jdkDefault().anchors());
    }

    ChainJudge(TrustStore store, Supplier<? extends Collection<X509Certificate>> publicAnchors) {
        this.store = store;
        this.timeless = new TimelessJudge(store, publicAnchors);
    }

    /// Judges a chain that did not come from a server of ours.
    ///
    /// @param chain DER encodings, leaf first, not empty
    /// @param name the DNS name or IP address that was asked for
    public Judged judge(List<byte[]> chain, String name, Instant now) {
        return judge(chain.stream().map(Der::of).toList(), name, now, List.of());
    }

    Judged judge(Handshake.Captured captured, String name, Instant now) {
        return judge(captured.chain(), name, now, HandshakeFaults.of(captured));
    }

    private Judged judge(
            List<Der> chain, String name, Instant now, List<CertificateFault> ofHandshake) {
        List<ServedCertificate> shown = chain.stream().map(reader::read).toList();
        List<CertificateFault> faults = new ArrayList<>(ofHandshake);
        TimelessVerdict verdict = timeless(chain);
        faults.addAll(verdict.faults());
        Optional<CertificateFault> wrongName =
                verdict.names().flatMap(n -> HostNameMatch.fault(name, n));
        wrongName.ifPresent(faults::add);
        faults.addAll(ValidityFaults.of(shown, verdict.paths(), now));
        faults.sort(WORST_FIRST);
        return new Judged(
                shown,
                new Judgement(
                        faults.stream().distinct().toList(),
                        store.label(),
                        verdict.trust(),
                        verdict.names().isEmpty()
                                ? Verdict.UNKNOWN
                                : wrongName.isEmpty() ? Verdict.GOOD : Verdict.BAD));
    }

    private TimelessVerdict timeless(List<Der> chain) {
        List<String> sha256 = chain.stream().map(Der::sha256).toList();
        return known.get(sha256).orElseGet(() -> remember(sha256, chain));
    }

    private TimelessVerdict remember(List<String> sha256, List<Der> chain) {
        try {
            TimelessVerdict verdict = timeless.judge(chain);
            known.put(sha256, verdict);
            return verdict;
        } catch (GeneralSecurityException | RuntimeException e) {
            return unjudged(e);
        }
    }

    /// A hostile certificate may make the libraries throw anything; that says nothing good of it.
    private static TimelessVerdict unjudged(Exception e) {
        var fault =
                new CertificateFault(
                        Kind.UNJUDGED,
                        -1,
                        "none",
                        "could not judge the chain: " + CertificateReader.reason(e));
        return new TimelessVerdict(List.of(fault), Optional.empty(), List.of(), Verdict.UNKNOWN);
    }
}
