package dev.watchkeeper.audit;

/// What came of reading the audit record.
public sealed interface AuditVerdict {
    /// Every row is as it was written, and none is missing.
    record Intact(long entries) implements AuditVerdict {}

    /// A row was edited, deleted or cut off.
    ///
    /// @param number the first row that does not fit
    /// @param reason in words
    record Broken(long number, String reason) implements AuditVerdict {}
}
