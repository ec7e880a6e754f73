package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Asks a server for all that it would do: each version with its cipher suites, other certificates,
/// no name; and those whom its certificate and its name lead to: sources of revocation and the DNS.
/// Some dozens of connections, one after the other, so that no server takes it for an attack; on
/// demand only. Remembers the revocation lists that it has fetched.
public final class DeepProbe implements DepthObserver {
    private static final Comparator<DepthRow> BY_TOPIC = Comparator.comparing(DepthRow::topic);

    /// The sources and the DNS get a part of the time each, so that one which is silent leaves the
    /// rest to the server.
    private static final int PARTS = 5;

    private final TlsProbe probe;
    private final InstantSource clock;
    private final NameServers nameServers;
    private final CrlCache lists = new CrlCache();

    public DeepProbe(TlsProbe probe, InstantSource clock, NameServers nameServers) {
        this.probe = probe;
        this.clock = clock;
        this.nameServers = nameServers;
    }

    @Override
    public DepthObservation look(TlsTarget target, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        return switch (probe.observe(target, limit)) {
            case Failed f -> new DepthObservation.NotSeen(f);
            case Reported r ->
                    throw new IllegalStateException(r.source() + " was read, and nobody asked");
            case Presented p -> {
                List<DepthRow> rows = rows(p, deadline);
                yield new DepthObservation.Looked(target, p.observedAt(), deadline.took(), rows);
            }
        };
    }

    private List<DepthRow> rows(Presented seen, Deadline deadline) {
        List<DepthRow> rows = new ArrayList<>();
        rows.addAll(CertificateDepth.rows(seen));
        rows.addAll(ChainDepth.rows(seen, clock.instant()));
        rows.addAll(dns(seen, deadline));
        probe.attempt(seen.target(), deadline)
                .ifPresent(attempt -> rows.addAll(asked(attempt, seen, deadline)));
        rows.sort(BY_TOPIC);
        return rows;
    }

    private List<DepthRow> dns(Presented seen, Deadline deadline) {
        List<Der> chain = ders(seen);
        var legible = new ArrayList<Legible>();
        for (int i = 0; i < chain.size(); i++) {
            if (ChainCertificate.of(i, chain.get(i)) instanceof Legible l) {
                legible.add(l);
            }
        }
        var lookup = new DnsLookup(nameServers, Deadline.in(part(deadline)));
        return DnsDepth.rows(seen, legible, new AnchorIndex(probe.trusted()), lookup);
    }

    private List<DepthRow> asked(Attempt attempt, Presented seen, Deadline deadline) {
        String sni = ServerNames.sni(seen.target());
        var names = new NameDepth(attempt, sni, seen);
        List<DepthRow> rows = new ArrayList<>(names.rows());
        if (seen.leaf() instanceof ServedCertificate.Parsed leaf) {
            rows.addAll(
                    TimestampDepth.rows(PemText.der(leaf.pem()), names.stapled(), clock.instant()));
        }
        byte[] staple = names.stapled().flatMap(Stapled::ocsp).map(Der::bytes).orElse(new byte[0]);
        rows.addAll(revocation(seen, staple, deadline));
        rows.addAll(new ProtocolDepth(attempt, sni, deadline).rows());
        return rows;
    }

    private List<DepthRow> revocation(Presented seen, byte[] staple, Deadline deadline) {
        try (var fetch = new SourceFetch()) {
            return new RevocationDepth(
                            fetch, lists, probe.trusted(), clock.instant(), part(deadline))
                    .rows(ders(seen), staple);
        }
    }

    private static Duration part(Deadline deadline) {
        return Duration.ofNanos(Math.max(0, deadline.remainingNanos() / PARTS));
    }

    /// As they were served, readable or not.
    private static List<Der> ders(Presented seen) {
        return seen.chain().stream().map(c -> Der.of(PemText.der(c.pem()))).toList();
    }
}
