package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.Judgement.Verdict;

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
/// A path that is valid now is preferred to one that is not; beyond that trust is judged without
/// the clock, so that an expired certificate of a trusted issuer is expired and not untrusted too.
/// What does not depend on the name is remembered for a bounded number of chains, until one of the
/// certificates begins or ceases to be valid. Safe for use by many threads at once.
public final class ChainJudge {
    private static final int CAPACITY = 20_000;
    private static final Comparator<CertificateFault> WORST_FIRST =
            Comparator.comparing(CertificateFault::kind)
                    .thenComparingInt(CertificateFault::certificate);

    private final TrustStore store;
    private final TimelessJudge timeless;
    private final CertificateReader reader = new CertificateReader();
    private final BoundedCache<Key, TimelessVerdict> known = new BoundedCache<>(CAPACITY);

    public ChainJudge(TrustStore store) {
        this(store, () -> PublicAnchors.ALL);
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
        return judge(new ChainCase(chain, Optional.of(name), now, List.of()));
    }

    /// Judges a chain with all that may come with it.
    public Judged judge(ChainCase c) {
        List<Der> chain = c.chain().stream().map(Der::of).toList();
        Purpose purpose = c.host().isPresent() ? Purpose.TLS_SERVER : Purpose.PATH_ONLY;
        TimelessVerdict verdict =
                c.crls().isEmpty()
                        ? timeless(new Key(sha256(chain), purpose), chain, c.at())
                        : withLists(chain, purpose, c);
        return judged(chain, c.host(), c.at(), verdict, List.of());
    }

    Judged judge(Handshake.Captured captured, String name, Instant now) {
        List<Der> chain = captured.chain();
        TimelessVerdict verdict = timeless(new Key(sha256(chain), Purpose.TLS_SERVER), chain, now);
        return judged(chain, Optional.of(name), now, verdict, HandshakeFaults.of(captured));
    }

    private Judged judged(
            List<Der> chain,
            Optional<String> name,
            Instant now,
            TimelessVerdict verdict,
            List<CertificateFault> ofHandshake) {
        List<ServedCertificate> shown = chain.stream().map(reader::read).toList();
        List<CertificateFault> faults = new ArrayList<>(ofHandshake);
        faults.addAll(verdict.faults());
        Optional<CertificateFault> wrongName =
                name.flatMap(n -> verdict.names().flatMap(names -> HostNameMatch.fault(n, names)));
        wrongName.ifPresent(faults::add);
        faults.addAll(ValidityFaults.of(verdict.dated(), now));
        faults.sort(WORST_FIRST);
        return new Judged(
                shown,
                new Judgement(
                        faults.stream().distinct().toList(),
                        store.label(),
                        verdict.trust(),
                        name.isEmpty() || verdict.names().isEmpty()
                                ? Verdict.UNKNOWN
                                : wrongName.isEmpty() ? Verdict.GOOD : Verdict.BAD));
    }

    private static List<String> sha256(List<Der> chain) {
        return chain.stream().map(Der::sha256).toList();
    }

    private TimelessVerdict timeless(Key key, List<Der> chain, Instant now) {
        return known.get(key)
                .filter(v -> v.window().holds(now))
                .orElseGet(() -> remember(key, chain, now));
    }

    private TimelessVerdict remember(Key key, List<Der> chain, Instant now) {
        try {
            TimelessVerdict verdict = timeless.judge(chain, key.purpose(), now, GivenCrls.NONE);
            known.put(key, verdict);
            return verdict;
        } catch (RuntimeException e) {
            return unjudged(e);
        } catch (StackOverflowError e) {
            return unjudged(new IllegalStateException("it is nested too deeply"));
        }
    }

    private TimelessVerdict withLists(List<Der> chain, Purpose purpose, ChainCase c) {
        try {
            return timeless.judge(chain, purpose, c.at(), GivenCrls.of(c.crls()));
        } catch (RuntimeException e) {
            return unjudged(e);
        } catch (StackOverflowError e) {
            return unjudged(new IllegalStateException("it is nested too deeply"));
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
        return new TimelessVerdict(
                List.of(fault),
                Optional.empty(),
                List.of(),
                Verdict.UNKNOWN,
                new Window(Instant.MAX, Instant.MIN));
    }

    private record Key(List<String> sha256, Purpose purpose) {}

    /// Read once, and only when a certificate lasts too long to be public.
    private static final class PublicAnchors {
        private static final List<X509Certificate> ALL = TrustStore.jdkDefault().anchors();

        private PublicAnchors() {}
    }
}
