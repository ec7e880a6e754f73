package dev.watchkeeper.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One process of a simulated host, as its `/proc` would tell.
///
/// @param pid process id
/// @param parent ppid
/// @param group process group
/// @param session session id
/// @param user login name
/// @param state letter of `/proc/PID/stat`
/// @param arguments argument list; empty for kernel threads and zombies
/// @param name the program's name, of which `comm` is the first 15 bytes
/// @param waitChannel what root reads in `wchan`
/// @param started when
/// @param busy share of one CPU that it uses, 0..1
/// @param temper what signals do to it
/// @param link what its end depends on
record SimulatedProcess(
        long pid,
        long parent,
        long group,
        long session,
        String user,
        char state,
        List<String> arguments,
        String name,
        String waitChannel,
        Instant started,
        double busy,
        Temper temper,
        Link link) {
    private static final int COMM = 15;

    SimulatedProcess {
        arguments = List.copyOf(arguments);
    }

    String command() {
        return name.length() > COMM ? name.substring(0, COMM) : name;
    }

    SimulatedProcess adopted() {
        return new SimulatedProcess(
                pid,
                1,
                group,
                session,
                user,
                state,
                arguments,
                name,
                waitChannel,
                started,
                busy,
                temper,
                link);
    }

    SimulatedProcess running() {
        return new SimulatedProcess(
                pid,
                parent,
                group,
                session,
                user,
                'S',
                arguments,
                name,
                "ep_poll",
                started,
                busy,
                Temper.ORDINARY,
                link);
    }

    Optional<String> blockedOn() {
        return link instanceof Link.Mount m ? Optional.of(m.mountPoint()) : Optional.empty();
    }

    /// What signals do to a process.
    enum Temper {
        /// TERM ends it.
        ORDINARY,
        /// TERM is ignored, KILL ends it.
        STUBBORN,
        /// Waits in the kernel: no signal reaches it before that wait is over.
        BLOCKED,
        /// Stopped: TERM waits until it is continued, KILL ends it.
        STOPPED
    }

    /// What else a process's end depends on.
    sealed interface Link {
        /// On nothing.
        record None() implements Link {}

        /// Only waits for its children: ends with the last of them.
        record Children() implements Link {}

        /// Waits for its children, and cannot go on without its parent.
        record Between() implements Link {}

        /// Reads what that process writes: ends with it.
        record Reader(long writer) implements Link {}

        /// Waits for a file system's answer: ends when it is freed.
        record Mount(String mountPoint) implements Link {}

        /// Waits for a command on another host: ends when that host's waiters are freed.
        record Remote(String host) implements Link {}

        /// Serves the connections of others through one: ends with the last of them.
        record Sharing(String host) implements Link {}
    }
}
