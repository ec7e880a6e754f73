package dev.watchkeeper.finding;

import java.util.Locale;

/// The kinds of problems that the rules know.
public enum FindingKind {
    CERTIFICATE_EXPIRED,
    CERTIFICATE_EXPIRING,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_WRONG_NAME,
    CERTIFICATE_UNTRUSTED,
    CERTIFICATE_CHAIN_INCOMPLETE,
    CERTIFICATE_WEAK,
    CERTIFICATE_UNREADABLE,
    CERTIFICATE_DIFFERS,
    /// A certificate that should have been renewed by now, however much of its life is left.
    RENEWAL_OVERDUE,
    /// A renewal is due so late, or tried so rarely, that its failure is noticed by its users.
    POLICY_RENEWS_LATE,
    /// A renewal is due from the first day on.
    POLICY_RENEWS_ALWAYS,
    /// The warning comes before the renewal is due: of every certificate that is fine.
    POLICY_WARNS_EARLY,
    /// The warning comes long after the renewal is overdue.
    POLICY_WARNS_LATE,
    ENDPOINT_UNREACHABLE,
    ENDPOINT_PARTLY_UNREACHABLE,
    HOST_UNREACHABLE,
    HOST_HUNG,
    HOST_KEY_UNKNOWN,
    HOST_KEY_CHANGED,
    HOST_PROBE_INCOMPLETE,
    MOUNT_SILENT,
    /// A mount that answers with an error, such as a FUSE mount whose server is gone.
    MOUNT_FAULTY,
    /// Runs that wait for other hosts, which wait for what does not come.
    RUN_STUCK,
    /// Runs that may be stuck: what they run on a blocked host could not be read.
    RUN_UNCERTAIN,
    PROCESS_STUCK,
    PROCESS_PILE_UP,
    PROCESS_LEFTOVER,
    /// What cron or a timer was to start and did not, or will not.
    SCHEDULE_MISSED,
    /// The last run of a timer failed.
    SCHEDULE_FAILED,
    CLOCK_OFF,
    CONSOLE_OFFLINE,
    DATA_STALE,
    OBSERVER_BROKEN,
    FLEET_FILE_BROKEN,
    /// Nothing is wrong yet: a limit that is not set, with the change that sets it.
    PREVENTION;

    /// Whether a renewal ends it.
    public boolean wantsRenewal() {
        return this == CERTIFICATE_EXPIRED
                || this == CERTIFICATE_EXPIRING
                || this == RENEWAL_OVERDUE;
    }

    /// Lower case with hyphens: `certificate-expired`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
