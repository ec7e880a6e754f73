package dev.watchkeeper.audit;

import java.util.List;

/// Append-only record of actions.
public interface AuditLog {
    /// Writes the intent durably and returns the action's id. No audit record, no action.
    ///
    /// @throws AuditException if it could not be written
    String intent(String subject, String text);

    /// Writes the outcome of an action durably.
    ///
    /// @throws AuditException if it could not be written
    void outcome(String action, String subject, String text);

    /// The newest entries, newest first.
    List<AuditEntry> newest(int limit);

    /// Reads the whole record and recomputes its chain.
    AuditVerdict verify();

    /// The record could not be written or read.
    final class AuditException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public AuditException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
