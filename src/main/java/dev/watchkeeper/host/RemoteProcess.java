package dev.watchkeeper.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One process of a host. Unknown is empty, never zero.
///
/// @param key identity
/// @param parent ppid
/// @param group process group id
/// @param session session id
/// @param user login name, or the number where the name is not known
/// @param state the letter of field 3 of `/proc/PID/stat`: R, S, D, Z, T, …
/// @param command `comm`, at most 15 bytes
/// @param arguments the command line, blanks between the arguments, where it was safe to read
/// @param waitChannel `wchan`; empty when the host did not tell (without root it often reads 0)
/// @param age since its start
/// @param cpuTicks user and system time in clock ticks
/// @param contextSwitches voluntary and involuntary together, where they could be read
/// @param threads number of threads
/// @param stuckThread whether one of its threads is in D, also behind a zombie leader
/// @param waitsOn the mount point that it waits on, where that is known: from an open file, its
///   working folder or its arguments
/// @param stack the kernel's functions that it waits in, innermost first, such as `fuse_statfs`;
///   empty when the host did not tell, which only root may ask and is asked for suspects alone
public record RemoteProcess(
        ProcessKey key,
        long parent,
        long group,
        long session,
        String user,
        char state,
        String command,
        Optional<String> arguments,
        Optional<String> waitChannel,
        Duration age,
        long cpuTicks,
        Optional<Long> contextSwitches,
        int threads,
        boolean stuckThread,
        Optional<String> waitsOn,
        List<String> stack) {
    /// A process of whose stack nothing is known.
    public RemoteProcess(
            ProcessKey key,
            long parent,
            long group,
            long session,
            String user,
            char state,
            String command,
            Optional<String> arguments,
            Optional<String> waitChannel,
            Duration age,
            long cpuTicks,
            Optional<Long> contextSwitches,
            int threads,
            boolean stuckThread,
            Optional<String> waitsOn) {
        this(
                key,
                parent,
                group,
                session,
                user,
                state,
                command,
                arguments,
                waitChannel,
                age,
                cpuTicks,
                contextSwitches,
                threads,
                stuckThread,
                waitsOn,
                List.of());
    }

    public RemoteProcess {
        stack = List.copyOf(stack);
    }

    /// The arguments, or the command where they are unknown: for showing.
    public String line() {
        return arguments.filter(a -> !a.isBlank()).orElse("[" + command + "]");
    }

    /// Whether it used no CPU and made no switch since `earlier`, which must be the same process.
    public boolean noProgressSince(RemoteProcess earlier) {
        boolean sameSwitches = contextSwitches.equals(earlier.contextSwitches);
        return key.equals(earlier.key) && cpuTicks == earlier.cpuTicks && sameSwitches;
    }

    /// The same, known to wait on a mount.
    RemoteProcess waitingOn(String mountPoint) {
        return new RemoteProcess(
                key,
                parent,
                group,
                session,
                user,
                state,
                command,
                arguments,
                waitChannel,
                age,
                cpuTicks,
                contextSwitches,
                threads,
                stuckThread,
                Optional.of(mountPoint),
                stack);
    }
}
