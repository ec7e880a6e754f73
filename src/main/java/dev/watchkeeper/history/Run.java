package dev.watchkeeper.history;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.Optional;

/// Equal observations of one subject in a row.
///
/// @param id the row, or 0 while it has none
/// @param subject `tls TARGET` or `host NAME`
/// @param state what was observed, without what changes each time
/// @param sha256 the leaf's, or empty
/// @param samples how many observations
record Run(
        long id,
        String subject,
        String state,
        String sha256,
        String text,
        Instant firstSeen,
        Instant lastSeen,
        long samples) {
    static Run of(TlsObservation observation) {
        String subject = tls(observation.target().id());
        Instant at = observation.observedAt();
        return switch (observation) {
            case TlsObservation.Presented p -> {
                String sha256 = p.leaf().sha256();
                yield new Run(0, subject, "presented", sha256, p.text(), at, at, 1);
            }
            case TlsObservation.Reported r -> {
                // Another end is another certificate; which one is not always told.
                String state = "reported " + r.certificate().notAfter();
                String sha256 = r.certificate().identity().map(i -> i.sha256()).orElse("");
                yield new Run(0, subject, state, sha256, r.text(), at, at, 1);
            }
            case TlsObservation.Failed f ->
                    new Run(0, subject, f.failure().name(), "", f.text(), at, at, 1);
        };
    }

    static Run of(HostObservation observation) {
        String subject = "host " + observation.host().name();
        Instant at = observation.observedAt();
        return switch (observation) {
            case HostObservation.Probed p ->
                    new Run(0, subject, "probed", "", p.snapshot().bootId(), at, at, 1);
            case HostObservation.NotProbed n ->
                    new Run(0, subject, n.phase() + " " + n.reason(), "", n.text(), at, at, 1);
            case HostObservation.Reported r ->
                    new Run(0, subject, "reported", "", r.facts().instance(), at, at, 1);
            case HostObservation.NotReported n ->
                    new Run(0, subject, n.why().name(), "", n.text(), at, at, 1);
            case HostObservation.KeyRefused k ->
                    new Run(0, subject, "key refused", "", k.problem().fingerprint(), at, at, 1);
        };
    }

    static String tls(String targetId) {
        return "tls " + targetId;
    }

    /// The certificate that begins this run, where its dates could be read.
    static Optional<ServedCertificate.Parsed> leaf(TlsObservation observation) {
        return observation instanceof TlsObservation.Presented p
                        && p.leaf() instanceof ServedCertificate.Parsed leaf
                ? Optional.of(leaf)
                : Optional.empty();
    }

    /// This run with one more observation, or empty when that one is different. The text does not
    /// make it so: it may hold an age, and a reboot is none of an address.
    Optional<Run> with(Run one) {
        if (!state.equals(one.state) || !sha256.equals(one.sha256)) {
            return Optional.empty();
        }
        Instant last = one.lastSeen.isAfter(lastSeen) ? one.lastSeen : lastSeen;
        return Optional.of(
                new Run(id, subject, state, sha256, text, firstSeen, last, samples + one.samples));
    }

    Run withId(long row) {
        return new Run(row, subject, state, sha256, text, firstSeen, lastSeen, samples);
    }
}
