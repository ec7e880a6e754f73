package dev.watchkeeper.finding.coverage;

/// Something that the supervision would not notice or not tell.
///
/// @param text one clause: "not checked at proxy2"; free of control characters
public record Gap(Kind kind, String text) {
    /// The kinds, worst first.
    public enum Kind {
        /// Nothing looks at it.
        NO_CHECK,
        /// The port or the handshake is checked, and not when the certificate ends.
        NO_EXPIRY,
        /// What is noticed reaches nobody.
        MUTED,
        /// Some of its addresses are not checked.
        SOME_ADDRESSES,
        /// It warns when all is well, or when it is too late.
        THRESHOLD,
        /// Only whether the machine answers is checked: one that hangs inside still does.
        NOTHING_INSIDE
    }
}
