package dev.watchkeeper.tls;

import dev.watchkeeper.tls.Judgement.Verdict;

import java.util.List;
import java.util.Optional;

/// All of a judgement that stays the same as time goes by and whatever name is asked for, so that
/// it is made once for a chain.
///
/// @param faults in no order
/// @param names the leaf's, or empty where it cannot be read
/// @param paths indices of the certificates of each path that holds, leaf first; empty when none
record TimelessVerdict(
        List<CertificateFault> faults,
        Optional<SubjectAltNames> names,
        List<List<Integer>> paths,
        Verdict trust) {
    TimelessVerdict {
        faults = List.copyOf(faults);
        paths = List.copyOf(paths);
    }
}
