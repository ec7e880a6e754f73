package dev.watchkeeper.host;

import java.util.Optional;
import java.util.regex.Pattern;

/// The wire format of the remote probe, version 1: what the scripts in `probe/` print and
/// [ProbeParser] reads.
///
/// One row a line, ended by a line feed. A row is the nonce, a blank, a tag and the tag's fields,
/// one blank between two; the last field of a row may hold blanks and takes the rest. A line that
/// does not begin with the nonce is no row: the greeting of a login shell, or what somebody tried
/// to forge. The nonce travels on stdin, so that no process of the host can read it from an
/// argument list. A line feed inside a text is sent as [#LINE_FEED], the end of an argument as
/// [#ARGUMENT_END]. Rows come in any order, except that [#BEGIN] is the first and [#END] the last.
///
/// ```
/// begin 1                      version of the format
/// self PID                     the probe's own shell
/// boot ID                      /proc/sys/kernel/random/boot_id
/// kernel NAME RELEASE
/// clock SECONDS[.NANOS]        the host's time since 1970, right after `up`
/// up SECONDS                   uptime at the beginning, two decimals
/// tick N                       clock ticks a second
/// load A B C
/// mem TOTAL AVAILABLE          KiB; available -1 where unknown
/// psi cpu|memory|io AVG10      percent
/// user UID NAME                a line of /etc/passwd
/// mount ID DEV TYPE SOURCE POINT   mountinfo; blanks and controls as \040
/// ask ID answered MILLIS
/// ask ID silent MILLIS PID     asked for so long; pid of the asker, 0 when none is left
/// ask ID faulty TEXT
/// fuse ID CONNECTION WAITING   waiting is - where it could not be read
/// count CONNECTION WAITING     the same, read with sudo
/// serve CONNECTION PID         the process holds that FUSE connection
/// p PID PPID PGRP SESSION STATE TICKS START THREADS WCHAN COMM   wchan is 0 or - where unknown
/// cut LEFT ALL PID             so many of all processes are left out, from that pid on
/// s PID u UID                  effective user
/// s PID v N                    voluntary context switches
/// s PID n N                    involuntary ones
/// t PID TID WCHAN              the thread is in state D
/// w PID WCHAN                  wait channel read with sudo
/// read PID...                  whose arguments follow, in this order, until the next such row
/// l TEXT                       the arguments of the next of them; empty where there are none
/// at PID                       reading the arguments blocks
/// k PID FUNCTION...            where in the kernel it waits, innermost first; only root may know
/// on PID ID                    the process has a file of that mount open
/// fd PID INODE                 an SSH client or server has that socket open
/// tcp INODE LOCAL REMOTE       an established connection, as /proc/net/tcp and tcp6 write it
/// cwd PID PATH                 its working folder
/// tz OFFSET NAME               the host's zone, such as +0100 Europe/Berlin; begins the timetable
/// crond PATH                   a cron program that is installed
/// table SECONDS PATH           when that crontab was changed
/// cron PATH:LINE:TEXT          a line of a crontab
/// part PATH                    a script that run-parts(8) runs
/// unread PATH                  of cron, and not to be read by this user
/// stamp JOB DAY                of anacron
/// logged TEXT                  a line at the beginning of cron's log
/// start TEXT                   the last line of that log for one user and command
/// systemd yes|no
/// unit [KEY=VALUE]             a property, as systemctl(1) shows it in UTC; nothing ends a unit
/// unitfile NAME STATE PRESET
/// fuselimit SECONDS            fs.fuse.max_request_timeout; - where the kernel has none
/// in PID SERVICE               the process belongs to that service
/// play PID env NAME=VALUE      a variable of a run of Ansible
/// play PID file PATH           the configuration that it reads
/// play PID line NUMBER:TEXT    a line of it
/// play PID none                it reads none
/// play PID unread TEXT         why its configuration is not known
/// note TEXT
/// end SECONDS                  uptime at the end
/// ```
public final class ProbeFormat {
    public static final int VERSION = 1;

    public static final String BEGIN = "begin";
    public static final String SELF = "self";
    public static final String BOOT = "boot";
    public static final String KERNEL = "kernel";
    public static final String CLOCK = "clock";
    public static final String UP = "up";
    public static final String TICK = "tick";
    public static final String LOAD = "load";
    public static final String MEMORY = "mem";
    public static final String PRESSURE = "psi";
    public static final String USER = "user";
    public static final String MOUNT = "mount";
    public static final String ASK = "ask";
    public static final String ANSWERED = "answered";
    public static final String SILENT = "silent";
    public static final String FAULTY = "faulty";
    public static final String FUSE = "fuse";
    public static final String COUNT = "count";
    public static final String SERVE = "serve";
    public static final String PROCESS = "p";
    public static final String CUT = "cut";
    public static final String STATUS = "s";
    public static final String THREAD = "t";
    public static final String WAIT_CHANNEL = "w";
    public static final String READING = "read";
    public static final String ARGUMENTS = "l";
    public static final String BLOCKED = "at";
    public static final String STACK = "k";
    public static final String OPEN = "on";
    public static final String FOLDER = "cwd";
    public static final String SOCKET = "fd";
    public static final String TCP = "tcp";
    public static final String ZONE = "tz";
    public static final String CRON_PROGRAM = "crond";
    public static final String CRONTAB = "table";
    public static final String CRON_LINE = "cron";
    public static final String CRON_PART = "part";
    public static final String CRON_UNREAD = "unread";
    public static final String ANACRON_STAMP = "stamp";
    public static final String CRON_LOG = "logged";
    public static final String CRON_START = "start";
    public static final String SYSTEMD = "systemd";
    public static final String UNIT = "unit";
    public static final String UNIT_FILE = "unitfile";
    public static final String FUSE_LIMIT = "fuselimit";
    public static final String SERVICE = "in";
    public static final String PLAY = "play";
    public static final String NOTE = "note";
    public static final String END = "end";

    /// Stands for a line feed inside a text.
    public static final char LINE_FEED = '\u001e';

    /// Stands for the NUL that ends an argument.
    public static final char ARGUMENT_END = '\u001f';

    private static final Pattern NONCE = Pattern.compile("(?m)^nonce=([0-9a-z]{8,32})$");

    private ProbeFormat() {}

    /// Returns the nonce that a probe's script asks for, or empty when the script is no probe: for
    /// whoever plays a host.
    ///
    /// @param script what came on stdin of `sh -s`
    public static Optional<String> nonceOf(String script) {
        var found = NONCE.matcher(script);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
