package dev.watchkeeper.tls;

import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Asks a server for all that it would do: each version with its cipher suites, other certificates,
/// no name. Some dozens of connections, one after the other, so that no server takes it for an
/// attack; on demand only.
public final class DeepProbe implements DepthObserver {
    private static final Comparator<DepthRow> BY_TOPIC = Comparator.comparing(DepthRow::topic);

    private final TlsProbe probe;
    private final InstantSource clock;

    public DeepProbe(TlsProbe probe, InstantSource clock) {
        this.probe = probe;
        this.clock = clock;
    }

    @Override
    public DepthObservation look(TlsTarget target, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        return switch (probe.observe(target, limit)) {
            case Failed f -> new DepthObservation.NotSeen(f);
            case Presented p -> {
                List<DepthRow> rows = rows(p, deadline);
                yield new DepthObservation.Looked(target, p.observedAt(), deadline.took(), rows);
            }
        };
    }

    private List<DepthRow> rows(Presented seen, Deadline deadline) {
        List<DepthRow> rows = new ArrayList<>();
        rows.addAll(CertificateDepth.rows(seen, clock.instant()));
        rows.addAll(ChainDepth.rows(seen, clock.instant()));
        probe.attempt(seen.target(), deadline)
                .ifPresent(attempt -> rows.addAll(asked(attempt, seen, deadline)));
        rows.sort(BY_TOPIC);
        return rows;
    }

    private List<DepthRow> asked(Attempt attempt, Presented seen, Deadline deadline) {
        String sni = ServerNames.sni(seen.target());
        var names = new NameDepth(attempt, sni, seen);
        List<DepthRow> rows = new ArrayList<>(names.rows());
        rows.addAll(revocation(seen, names.staple(), deadline));
        rows.addAll(new ProtocolDepth(attempt, sni, deadline).rows());
        return rows;
    }

    /// The sources get a part of the time, so that one which is silent leaves the rest to the
    /// server.
    private List<DepthRow> revocation(Presented seen, byte[] staple, Deadline deadline) {
        List<Der> chain = new ArrayList<>();
        for (ServedCertificate certificate : seen.chain()) {
            if (certificate instanceof ServedCertificate.Parsed p) {
                chain.add(Der.of(PemText.der(p.pem())));
            }
        }
        if (!(seen.leaf() instanceof ServedCertificate.Parsed)) {
            return List.of();
        }
        Duration part = Duration.ofNanos(Math.max(0, deadline.remainingNanos() / 5));
        try (var fetch = new SourceFetch()) {
            return new RevocationDepth(fetch, probe.trusted(), clock.instant(), part)
                    .rows(chain, staple);
        }
    }
}
