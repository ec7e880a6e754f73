package dev.watchkeeper.tls;

import java.util.List;

/// The verdict on a served chain.
///
/// @param faults all of them, worst first; empty when the chain is good
/// @param trustStore the store that it was judged against, in words, such as "JDK cacerts (143
///   anchors)"
/// @param trust whether a path to an anchor of that store was found
/// @param hostName whether the leaf is for the name that was asked for
public record Judgement(
        List<CertificateFault> faults, String trustStore, Verdict trust, Verdict hostName) {
    public Judgement {
        faults = List.copyOf(faults);
    }

    public boolean has(CertificateFault.Kind kind) {
        return faults.stream().anyMatch(f -> f.kind() == kind);
    }

    /// Whether a client that is as strict as a browser takes the chain.
    ///
    /// @param named whether it asked for a name
    public boolean isAccepted(boolean named) {
        return trust == Verdict.GOOD
                && (!named || hostName == Verdict.GOOD)
                && faults.stream().noneMatch(f -> f.kind().refused());
    }

    /// What could be said.
    public enum Verdict {
        GOOD,
        BAD,
        /// Could not be judged; a fault of kind `UNJUDGED` says why.
        UNKNOWN
    }
}
