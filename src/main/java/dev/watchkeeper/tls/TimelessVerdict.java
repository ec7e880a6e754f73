package dev.watchkeeper.tls;

import dev.watchkeeper.tls.Judgement.Verdict;
import dev.watchkeeper.tls.ValidityFaults.Dated;

import java.util.List;
import java.util.Optional;

/// All of a judgement that stays the same whatever name is asked for and until a certificate begins
/// or ceases to be valid, so that it is made once for a chain.
///
/// @param faults in no order, without those of dates
/// @param names the leaf's, or empty where it cannot be read
/// @param dated the certificates of the best path, leaf first, and its anchor; all that could be
///   read when there is none
record TimelessVerdict(
        List<CertificateFault> faults,
        Optional<SubjectAltNames> names,
        List<Dated> dated,
        Verdict trust,
        Window window) {
    TimelessVerdict {
        faults = List.copyOf(faults);
        dated = List.copyOf(dated);
    }
}
