package dev.watchkeeper.host;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What starts commands on a host by itself, as its files, logs and service manager say, not
/// interpreted. Everything textual in it is hostile, and made visible.
///
/// @param zone of the host's clock on the wall
/// @param tables the crontabs that were read
/// @param parts the scripts in `/etc/cron.daily` and its like, by path
/// @param unread files and folders that could not be read
/// @param cronPrograms the cron programs that are installed, by path
/// @param starts what cron last started, one for each user and command
/// @param startsSince the beginning of the log that `starts` comes from; empty where there is none
/// @param stamps the days on which anacron last ran its jobs, `20261122`, by job
/// @param systemd whether systemd runs the host; empty where it did not answer
/// @param units properties of timers and of the services that they start, by the unit's name
///   (systemctl(1), `show`)
/// @param unitFiles the state of each timer's unit file, such as `disabled`, by name
/// @param services the service that a process belongs to, by pid, of processes that may be runs
/// @param plays the settings of the Ansible runs that are under way
/// @param fuseLimit `/proc/sys/fs/fuse/max_request_timeout` in seconds, 0 for none; empty where the
///   kernel has no such limit
public record Timetable(
        Optional<ZoneId> zone,
        List<CronTable> tables,
        List<String> parts,
        List<String> unread,
        List<String> cronPrograms,
        List<CronStart> starts,
        Optional<Instant> startsSince,
        Map<String, String> stamps,
        Optional<Boolean> systemd,
        Map<String, Map<String, String>> units,
        Map<String, String> unitFiles,
        Map<Long, String> services,
        List<PlaySettings> plays,
        OptionalLong fuseLimit) {
    public Timetable {
        tables = List.copyOf(tables);
        parts = List.copyOf(parts);
        unread = List.copyOf(unread);
        cronPrograms = List.copyOf(cronPrograms);
        starts = List.copyOf(starts);
        stamps = Map.copyOf(stamps);
        units = Map.copyOf(units);
        unitFiles = Map.copyOf(unitFiles);
        services = Map.copyOf(services);
        plays = List.copyOf(plays);
    }

    /// A crontab.
    ///
    /// @param path its file
    /// @param changed when it last changed, where the host told
    /// @param lines what is in it apart from comments and blank lines
    public record CronTable(String path, Optional<Instant> changed, List<Line> lines) {
        public CronTable {
            lines = List.copyOf(lines);
        }
    }

    /// @param number from 1
    public record Line(int number, String text) {}

    /// @param at when it was last started
    public record CronStart(String user, String command, Instant at) {}

    /// What applies to a run of Ansible that is under way.
    ///
    /// @param pid of its leader
    /// @param environment those of its variables that matter: `ANSIBLE_CONFIG`,
    ///   `ANSIBLE_TASK_TIMEOUT`; empty where they could not be read
    /// @param file the configuration that it reads; empty where there is none
    /// @param lines of that file: sections and time limits
    /// @param unread why the configuration is not known; empty where it is
    public record PlaySettings(
            long pid,
            Optional<Map<String, String>> environment,
            Optional<String> file,
            List<Line> lines,
            Optional<String> unread) {
        public PlaySettings {
            environment = environment.map(Map::copyOf);
            lines = List.copyOf(lines);
        }
    }
}
