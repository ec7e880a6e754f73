package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.tls.RenewalDue;
import dev.watchkeeper.tls.SuggestedRenewal;

import java.time.Instant;
import java.util.Optional;

/// How one certificate is renewed: whose rule holds, when that makes it due, and how often it is
/// tried.
///
/// @param due when it is due and overdue
/// @param told whether somebody said so; else it is what most clients do
/// @param renewal that renews it, where the fleet file names one
/// @param runs how often it is tried
/// @param suggested what its authority said, where that was asked
public record RenewalPolicy(
        RenewalDue due,
        boolean told,
        Optional<Renewal> renewal,
        RenewalCadence runs,
        Optional<SuggestedRenewal> suggested) {
    /// Where it stands at a moment.
    public Standing standing(Instant now) {
        if (now.isAfter(due.notAfter())) {
            return Standing.TOO_LATE;
        }
        if (due.isOverdue(now)) {
            return Standing.OVERDUE;
        }
        return due.isDue(now) ? Standing.DUE : Standing.WAITING;
    }

    /// When it is expected to be renewed; empty where it is due and nothing says when the next run
    /// is.
    public Optional<Instant> expected(Instant now) {
        return due.expected(now, runs.next());
    }

    /// Where a renewal stands.
    public enum Standing {
        /// Not due yet.
        WAITING,
        /// Due, and runs enough may still do it.
        DUE,
        /// Two runs have not done it.
        OVERDUE,
        /// The certificate has expired.
        TOO_LATE
    }
}
