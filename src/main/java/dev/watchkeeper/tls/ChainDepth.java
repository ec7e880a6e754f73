package dev.watchkeeper.tls;

import dev.watchkeeper.tls.DepthRow.Topic;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a server sends beside its leaf. Pure.
final class ChainDepth {
    private ChainDepth() {}

    static List<DepthRow> rows(Presented seen, Instant now) {
        List<ServedCertificate> chain = seen.chain();
        List<DepthRow> rows = new ArrayList<>();
        for (int i = 1; i < chain.size(); i++) {
            if (chain.get(i) instanceof Parsed p) {
                rows.add(sent(i, p, now));
            }
        }
        rows.add(order(chain));
        rows.add(duplicates(chain));
        rows.add(root(chain));
        return rows;
    }

    private static DepthRow sent(int i, Parsed p, Instant now) {
        String what = "certificate " + i;
        String left = RemainingTime.inWords(p.notAfter(), now);
        String value = p.subject() + ": " + left;
        return now.isAfter(p.notAfter())
                ? DepthRow.bad(
                        Topic.CHAIN,
                        what,
                        value,
                        "Have the server send the issuer's current certificate in its place.")
                : DepthRow.good(Topic.CHAIN, what, value);
    }

    private static DepthRow order(List<ServedCertificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            if (chain.get(i - 1) instanceof Parsed below
                    && chain.get(i) instanceof Parsed above
                    && !below.issuer().equals(above.subject())) {
                return DepthRow.note(
                        Topic.CHAIN,
                        "order",
                        "certificate " + i + " did not issue the one before it",
                        "Put the chain in order: the leaf, then who issued it, and so on up.");
            }
        }
        return DepthRow.good(Topic.CHAIN, "order", "each was issued by the next");
    }

    private static DepthRow duplicates(List<ServedCertificate> chain) {
        long distinct = chain.stream().map(ServedCertificate::sha256).distinct().count();
        long twice = chain.size() - distinct;
        return twice == 0
                ? DepthRow.good(Topic.CHAIN, "duplicates", "none")
                : DepthRow.note(
                        Topic.CHAIN,
                        "duplicates",
                        twice + " sent more than once",
                        "Take them out of the server's chain file.");
    }

    private static DepthRow root(List<ServedCertificate> chain) {
        boolean sent =
                chain.stream()
                        .skip(1)
                        .anyMatch(c -> c instanceof Parsed p && p.subject().equals(p.issuer()));
        return sent
                ? DepthRow.note(
                        Topic.CHAIN,
                        "root",
                        "sent",
                        "Leave it out: a client trusts its own copy or none.")
                : DepthRow.good(Topic.CHAIN, "root", "not sent");
    }
}
