package dev.watchkeeper.audit;

import java.time.Instant;

/// One row of the audit record.
///
/// @param number 1, 2, 3, … without a gap
/// @param at when
/// @param kind intent or outcome
/// @param action the id that joins an outcome to its intent
/// @param actor who: `user@workstation`
/// @param subject the finding's key
/// @param text intent: host, user, argument lists and timeouts; outcome: what came of it. Never a
///   secret
/// @param hash lower-case hexadecimal SHA-256 over the previous row's hash and all fields of this
///   one
public record AuditEntry(
        long number,
        Instant at,
        Kind kind,
        String action,
        String actor,
        String subject,
        String text,
        String hash) {
    /// Which half of an action.
    public enum Kind {
        INTENT,
        OUTCOME
    }
}
