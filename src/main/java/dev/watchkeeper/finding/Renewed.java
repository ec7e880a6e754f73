package dev.watchkeeper.finding;

import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.tls.CertificateDifference;
import dev.watchkeeper.tls.CertificateDifference.Field;
import dev.watchkeeper.tls.CertificateDifference.Side;
import dev.watchkeeper.tls.CertificateField;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.List;

/// What a renewal has changed beyond what each changes: names, kind of key, issuer, purposes,
/// chain.
final class Renewed {
    private Renewed() {}

    /// In lines, the older one first; one line that says so when there is nothing.
    static List<String> between(StoredCertificate before, StoredCertificate newest) {
        return before.leaf().isEmpty() || newest.leaf().isEmpty()
                ? List.of()
                : lines(
                        CertificateDifference.between(
                                Side.stored(before.chain()), Side.stored(newest.chain())));
    }

    /// What would change at an address once a stored one is served there.
    ///
    /// @param leaf the first one of the file
    static List<String> between(Presented served, StoredCertificate file, Parsed leaf) {
        Side stored = Side.stored(file.leaf().isPresent() ? file.chain() : List.of(leaf));
        return lines(CertificateDifference.between(Side.served(served.chain()), stored));
    }

    private static List<String> lines(CertificateDifference difference) {
        var lines = new ArrayList<String>();
        if (!difference.lostNames().isEmpty()) {
            lines.add("lost: " + String.join(", ", difference.lostNames()));
        }
        if (!difference.addedNames().isEmpty()) {
            lines.add("added: " + String.join(", ", difference.addedNames()));
        }
        difference.ofSubstance().stream()
                .filter(f -> f.field() != CertificateField.NAMES)
                .map(Renewed::line)
                .forEach(lines::add);
        if (lines.isEmpty()) {
            lines.add("the same names, issuer, kind of key, purposes and chain, as far as known");
        }
        return lines;
    }

    private static String line(Field f) {
        return "%s: %s before, %s now"
                .formatted(f.field().label(), Served.shown(f.left()), Served.shown(f.right()));
    }
}
