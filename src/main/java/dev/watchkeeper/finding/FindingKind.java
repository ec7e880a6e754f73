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
    /// A newer one is in the client's archive than in the file that a server is configured with.
    CERTIFICATE_NOT_DEPLOYED,
    /// A newer one is in the server's file than it serves.
    CERTIFICATE_NOT_LOADED,
    /// A newer one is in the client's archive than is served; what lies between is not known.
    CERTIFICATE_NOT_SERVED,
    /// The newest certificate of a client lacks names that the one before it had.
    CERTIFICATE_LOST_NAMES,
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
    /// An endpoint or host of which its source tells nothing: it is unknown, and not healthy.
    NOT_REPORTED,
    /// A source that could not be read: all that is read from it is unknown.
    SOURCE_UNREADABLE,
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
    /// A renewal cannot run, as a lock is held for long or was left behind.
    RENEWAL_BLOCKED,
    /// Nothing starts a client that renews, while every certificate may still be fine.
    RENEWAL_UNSCHEDULED,
    /// The last run of a client that renews failed.
    RENEWAL_FAILING,
    /// A client that renews has not succeeded for longer than two of its intervals.
    RENEWAL_SILENT,
    /// The settings of a certificate keep it from being renewed.
    RENEWAL_OFF,
    /// Nothing tells a server of a renewed certificate.
    RENEWAL_NOT_DEPLOYED,
    /// A supervision that could not be asked.
    SUPERVISION_UNREACHABLE,
    /// Its process is gone, stopped, or makes no progress, whatever its page says.
    SUPERVISION_DEAD,
    /// Checks or notifications are switched off as a whole.
    SUPERVISION_OFF,
    /// Checks that nobody would hear of: notifications off, no contact, a downtime without end.
    SUPERVISION_MUTED,
    /// Notifications do not get out: problems that nobody was told of, contacts without a way,
    /// failed deliveries, no Alertmanager.
    SUPERVISION_SILENT,
    /// Endpoints or hosts that it does not check, or not for what matters.
    SUPERVISION_GAP,
    /// The last drill did not get through.
    DRILL_FAILED,
    /// No drill has passed for too long.
    DRILL_OVERDUE,
    /// What this console wants to tell cannot be delivered.
    NOTIFICATION_UNDELIVERED,
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
