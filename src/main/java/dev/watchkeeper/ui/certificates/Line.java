package dev.watchkeeper.ui.certificates;

/// A line of the table.
sealed interface Line permits CertificateRow, GroupLine {
    /// Unique in the table.
    String id();
}
