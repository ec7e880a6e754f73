package dev.watchkeeper.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a host said of itself at one moment. Everything textual in it is hostile.
///
/// @param bootId `/proc/sys/kernel/random/boot_id`; part of every process key
/// @param hostClock the host's own time when the probe ran
/// @param clockOffset the host's clock minus ours, corrected by half the round trip; positive when
///   the host is ahead
/// @param uptime since boot
/// @param kernel `uname -sr`, or empty
/// @param load the three load averages of 1, 5 and 15 minutes
/// @param memory total and available
/// @param pressure PSI; empty where the kernel has none
/// @param processes all that could be read, by ascending pid
/// @param mounts all of mountinfo that were asked, in its order
/// @param connections established TCP connections of SSH clients and servers, as far as they could
///   be read
/// @param timetable what starts commands there by itself; empty where the probe said nothing of it
/// @param complete whether the probe reached its end marker and left out no process; when not, what
///   is missing is unknown, not absent
/// @param notes what could not be read and why, such as "wchan needs root"
public record HostSnapshot(
        String bootId,
        Instant hostClock,
        Duration clockOffset,
        Duration uptime,
        String kernel,
        List<Double> load,
        Memory memory,
        Optional<Pressure> pressure,
        List<RemoteProcess> processes,
        List<Mount> mounts,
        List<TcpConnection> connections,
        Optional<Timetable> timetable,
        boolean complete,
        List<String> notes) {
    public HostSnapshot {
        connections = List.copyOf(connections);
        load = List.copyOf(load);
        processes = List.copyOf(processes);
        mounts = List.copyOf(mounts);
        notes = List.copyOf(notes);
    }

    /// A host of whose connections and timetable nothing is known.
    public HostSnapshot(
            String bootId,
            Instant hostClock,
            Duration clockOffset,
            Duration uptime,
            String kernel,
            List<Double> load,
            Memory memory,
            Optional<Pressure> pressure,
            List<RemoteProcess> processes,
            List<Mount> mounts,
            boolean complete,
            List<String> notes) {
        this(
                bootId,
                hostClock,
                clockOffset,
                uptime,
                kernel,
                load,
                memory,
                pressure,
                processes,
                mounts,
                List.of(),
                Optional.empty(),
                complete,
                notes);
    }

    public Optional<RemoteProcess> process(long pid) {
        return processes.stream().filter(p -> p.key().pid() == pid).findFirst();
    }

    public Optional<Mount> mount(String mountPoint) {
        return mounts.stream().filter(m -> m.mountPoint().equals(mountPoint)).findFirst();
    }

    /// Memory in bytes; available is -1 where the kernel does not say.
    public record Memory(long total, long available) {}

    /// Pressure stall information, `some avg10` in percent (Documentation/accounting/psi.rst).
    public record Pressure(double cpu, double memory, double io) {}
}
