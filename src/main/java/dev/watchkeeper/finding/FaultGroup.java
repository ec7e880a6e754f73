package dev.watchkeeper.finding;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.Set;

/// Faults of a chain that make one kind of finding.
///
/// @param finding the kind
/// @param severity how bad
/// @param kinds the faults
/// @param words what follows the endpoint's name in the title
/// @param impact what it means
record FaultGroup(
        FindingKind finding, Severity severity, Set<Kind> kinds, String words, String impact) {
    FaultGroup {
        kinds = Set.copyOf(kinds);
    }

    boolean concerns(Presented presented) {
        return presented.judgement().faults().stream().anyMatch(f -> kinds.contains(f.kind()));
    }
}
