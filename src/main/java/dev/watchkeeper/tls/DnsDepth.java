package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.List;

/// What the DNS says of who may issue for a name, and of what it serves.
final class DnsDepth {
    private DnsDepth() {}

    /// @param chain what could be read of it, as served
    static List<DepthRow> rows(
            Presented seen, List<Legible> chain, AnchorIndex anchors, DnsLookup lookup) {
        String name = ServerNames.sni(seen.target());
        if (!name.contains(".")) {
            return List.of(
                    DepthRow.note(
                            Topic.DNS,
                            "CAA and TLSA",
                            "asked by %s, which has none"
                                    .formatted(name.isEmpty() ? "address" : "a name of one word"),
                            "Ask by the whole name."));
        }
        if (chain.isEmpty() || chain.getFirst().index() != 0) {
            return List.of();
        }
        var rows = new ArrayList<DepthRow>();
        rows.add(new CaaDepth(lookup).row(name, chain.getFirst().holder()));
        rows.addAll(
                new TlsaDepth(lookup)
                        .rows(
                                name,
                                seen.target().endpoint().port(),
                                chain,
                                anchors,
                                seen.judgement().trust() == Judgement.Verdict.GOOD));
        return rows;
    }
}
