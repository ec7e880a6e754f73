package dev.watchkeeper.finding;

/// Why a renewal policy or a threshold cannot work.
///
/// @param words what it is, to follow a name and a colon
/// @param impact what comes of it, a sentence
/// @param change the exact change that mends it, a sentence
/// @param evidence the numbers that it follows from
record PolicyFault(
        FindingKind kind,
        Severity severity,
        String words,
        String impact,
        String change,
        String evidence) {}
