package dev.watchkeeper.tls;

import dev.watchkeeper.tls.Judgement.Verdict;

import java.util.List;

/// All of a judgement that stays the same as time goes by, so that it is made once for a chain and
/// a name.
///
/// @param faults in no order
/// @param paths indices of the certificates of each path that holds, leaf first; empty when none
record TimelessVerdict(
        List<CertificateFault> faults, List<List<Integer>> paths, Verdict trust, Verdict hostName) {
    TimelessVerdict {
        faults = List.copyOf(faults);
        paths = List.copyOf(paths);
    }
}
