package dev.watchkeeper.cli;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.automation.Runs;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What starts commands on a host, and the runs that are under way, as `--json` prints them.
///
/// @param known whether the host was asked of its schedules
/// @param unread what could not be read of them
record AutomationJson(
        boolean known, List<Schedule> schedules, List<String> unread, List<RunJson> runs) {
    static AutomationJson of(HostSnapshot snapshot) {
        Schedules schedules = Schedules.of(snapshot);
        List<Run> runs = Runs.of(snapshot);
        return new AutomationJson(
                schedules.known(),
                schedules.all(),
                schedules.unread(),
                runs.stream().map(r -> RunJson.of(r, runs, schedules, snapshot)).toList());
    }

    /// @param pid of its leader
    /// @param age since its start
    /// @param startedBy the name of the schedule, where the processes show it
    /// @param overlapping how many others of its name are under way
    record RunJson(
            Run.Kind kind,
            String name,
            long pid,
            Duration age,
            List<Long> processes,
            Optional<String> startedBy,
            long overlapping,
            List<LaneJson> lanes) {
        static RunJson of(Run run, List<Run> all, Schedules schedules, HostSnapshot snapshot) {
            return new RunJson(
                    run.kind(),
                    run.name(),
                    run.key().pid(),
                    run.age(),
                    run.processes().stream().map(LaneJson::pid).toList(),
                    schedules.starterOf(snapshot, run).map(Schedule::name),
                    all.stream().filter(r -> r.name().equals(run.name())).count() - 1,
                    run.lanes().stream().map(LaneJson::of).toList());
        }
    }

    /// @param host the word that the ssh was given
    /// @param waiting since the start of the ssh
    record LaneJson(
            String host, long ssh, Optional<Long> worker, Optional<Long> master, Duration waiting) {
        static LaneJson of(Lane lane) {
            return new LaneJson(
                    lane.destination(),
                    pid(lane.ssh()),
                    lane.worker().map(LaneJson::pid),
                    lane.master().map(LaneJson::pid),
                    lane.ssh().age());
        }

        private static long pid(RemoteProcess process) {
            return process.key().pid();
        }
    }
}
