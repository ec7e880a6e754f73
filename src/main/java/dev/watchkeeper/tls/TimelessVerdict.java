package dev.watchkeeper.tls;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.Judgement.Verdict;

import java.util.List;
import java.util.Optional;

/// All of a judgement that stays the same whatever name is asked for and until a certificate begins
/// or ceases to be valid, so that it is made once for a chain.
///
/// @param faults in no order, without those of dates
/// @param names the leaf's, or empty where it cannot be read
/// @param path indices of the certificates of the best path, leaf first; empty when there is none
/// @param anchor where that path ends
record TimelessVerdict(
        List<CertificateFault> faults,
        Optional<SubjectAltNames> names,
        List<Integer> path,
        Optional<Legible> anchor,
        Verdict trust,
        Window window) {
    TimelessVerdict {
        faults = List.copyOf(faults);
        path = List.copyOf(path);
    }
}
