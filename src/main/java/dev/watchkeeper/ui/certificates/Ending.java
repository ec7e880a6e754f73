package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When one certificate of an endpoint is renewed and ends, at however many addresses it is served.
///
/// @param row id of one of its rows
/// @param endpoint its id
/// @param opens from when on it may be renewed
/// @param notAfter when it ends
/// @param mark how bad that is
record Ending(String row, String endpoint, Instant opens, Instant notAfter, Mark mark) {
    private static final String HTTPS = ":443";

    /// Those of the rows whose certificates end at all, the soonest first.
    static List<Ending> of(List<CertificateRow> rows) {
        Map<Key, Ending> all = HashMap.newHashMap(rows.size());
        for (CertificateRow row : rows) {
            row.term()
                    .filter(t -> !t.endless())
                    .ifPresent(t -> all.merge(key(row, t), of(row, t), Ending::both));
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Ending::notAfter).thenComparing(Ending::row))
                .toList();
    }

    /// The endpoint's name, with its port only where that says something.
    String name() {
        return endpoint.endsWith(HTTPS)
                ? endpoint.substring(0, endpoint.length() - HTTPS.length())
                : endpoint;
    }

    private static Key key(CertificateRow row, Term term) {
        return new Key(row.endpoint(), term.certificate());
    }

    private record Key(String endpoint, String certificate) {}

    private static Ending of(CertificateRow row, Term term) {
        Instant opens =
                row.renewal().map(RenewalPolicy::due).map(d -> d.opens()).orElse(term.notAfter());
        String endpoint = row.endpoint();
        return new Ending(row.id(), endpoint, opens, term.notAfter(), row.life());
    }

    private static Ending both(Ending a, Ending b) {
        Mark worse = a.mark().compareTo(b.mark()) <= 0 ? a.mark() : b.mark();
        String row = a.row().compareTo(b.row()) <= 0 ? a.row() : b.row();
        return new Ending(row, a.endpoint(), a.opens(), a.notAfter(), worse);
    }
}
