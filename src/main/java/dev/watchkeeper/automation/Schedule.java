package dev.watchkeeper.automation;

import java.util.Optional;

/// What starts a command on a host by itself, again and again: an entry of cron or a timer of
/// systemd. All texts come from the host, made visible.
///
/// @param kind what it is
/// @param name what tells it from the others of its host: `FILE:LINE` of an entry, the unit's name
///   of a timer, the file's path of a script in `/etc/cron.daily`
/// @param definedIn the file that defines it, with the line where it is an entry; empty where the
///   host did not say
/// @param user who runs the command
/// @param command what is run, as it is written
/// @param expression when, as it is written: `0 3 * * *`, `@daily`, `OnCalendar=*-*-* 03:00:00`
/// @param standing whether it will start by itself
/// @param service the unit that a timer starts
/// @param lastStart when it last started
/// @param lastSuccess when a run of it last succeeded
/// @param outcome how its last run ended
/// @param next when it is due next
/// @param missed what was due and did not start
/// @param limit how long one run may take
public record Schedule(
        Kind kind,
        String name,
        String definedIn,
        String user,
        String command,
        String expression,
        Standing standing,
        Optional<String> service,
        Moment lastStart,
        Moment lastSuccess,
        Outcome outcome,
        Moment next,
        Missed missed,
        Limit limit) {
    /// What a schedule is.
    public enum Kind {
        /// An entry of a crontab, or a script that one starts.
        CRON,
        /// A job of anacron, which counts in days.
        ANACRON,
        /// A timer of systemd.
        TIMER
    }

    /// Whether a schedule will start by itself.
    public enum Standing {
        ACTIVE,
        /// It does not start, and neither will it after the next boot.
        DISABLED,
        /// It cannot be started at all.
        MASKED,
        /// It is enabled, and what would start it does not run: cron, or the timer itself.
        STOPPED,
        UNKNOWN
    }
}
