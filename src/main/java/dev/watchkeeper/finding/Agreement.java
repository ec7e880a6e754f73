package dev.watchkeeper.finding;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether all addresses of an endpoint serve the same leaf: after a renewal one that was not
/// reloaded still serves the old one.
final class Agreement {
    private Agreement() {}

    /// Adds a finding when they do not. When some of the addresses have expired leaves, it is a
    /// symptom of that.
    static void check(Served served, List<Finding> found) {
        List<Presented> all = served.presented();
        if (all.stream().map(p -> p.leaf().sha256()).distinct().count() < 2) {
            return;
        }
        if (all.stream()
                .map(Agreement::begin)
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(served.thresholds().deployWithin())
                .isAfter(served.now())) {
            return;
        }
        Optional<FindingKey> cause =
                found.stream()
                        .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRED)
                        .map(Finding::key)
                        .findFirst();
        var draft =
                new Draft(FindingKind.CERTIFICATE_DIFFERS, served.endpoint().id(), Severity.MEDIUM)
                        .title(served.name() + ": its addresses serve different certificates")
                        .impact("Which certificate a client sees depends on the address it takes.")
                        .cause(cause);
        found.add(served.finding(draft, all, all.stream().map(Agreement::line).toList()));
    }

    /// When a leaf began to be valid; a renewal takes its time to get to all addresses.
    private static Instant begin(Presented p) {
        return p.leaf() instanceof Parsed leaf ? leaf.notBefore() : Instant.MIN;
    }

    private static Evidence line(Presented p) {
        String text =
                p.leaf() instanceof Parsed leaf
                        ? "serial %s, notAfter %s, SHA-256 %s"
                                .formatted(leaf.serialHex(), leaf.notAfter(), leaf.sha256())
                        : "unreadable certificate, SHA-256 " + p.leaf().sha256();
        return Served.evidence(p, "certificate served at " + Served.place(p), text);
    }
}
