package dev.watchkeeper.cli;

import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.Judgement;

import java.util.List;
import java.util.Optional;

/// What came of one line of a batch.
///
/// @param id as in the line; empty where none could be read
/// @param verdict `ok` or `fail`; what could not be judged is no `ok`
/// @param faults worst first; beside an `ok` they are notes
/// @param error why the line could not be judged and what to do; empty when it was
record JudgeResult(
        Optional<String> id,
        String verdict,
        List<CertificateFault> faults,
        Optional<String> error) {
    JudgeResult {
        faults = List.copyOf(faults);
    }

    static JudgeResult of(String id, Judgement judgement, boolean named) {
        return new JudgeResult(
                Optional.of(id),
                judgement.isAccepted(named) ? "ok" : "fail",
                judgement.faults(),
                Optional.empty());
    }

    static JudgeResult unjudged(long line, String why) {
        return unjudged(Optional.empty(), line, why);
    }

    static JudgeResult unjudged(Optional<String> id, long line, String why) {
        return new JudgeResult(
                id, "fail", List.of(), Optional.of("line " + line + ": " + Plain.of(why)));
    }
}
