package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A command on a host that renews certificates.
///
/// @param name unique in the fleet
/// @param host the name of the host that runs it
/// @param command the argument list, never passed through a shell unquoted; not empty
/// @param timeout the most that one run may take
/// @param renews ids of the endpoints whose certificates it renews
/// @param requires what must be healthy before it: ids of endpoints (every address answers TLS) or
///   names of hosts (answer, no stuck mount)
/// @param sudo whether it runs under `sudo -n`
/// @param runBy the playbook or script that runs it each night, by the name of its file
/// @param lock the absolute path of a file that keeps it from running as long as it is there, as
///   dehydrated's does; not one that the kernel locks, as certbot's is, which goes with its holder
/// @param timing when it is due
public record Renewal(
        String name,
        String host,
        List<String> command,
        Duration timeout,
        List<String> renews,
        List<String> requires,
        boolean sudo,
        Optional<String> runBy,
        Optional<String> lock,
        RenewalTiming timing) {
    /// A renewal of which nobody said when it is due.
    public Renewal(
            String name,
            String host,
            List<String> command,
            Duration timeout,
            List<String> renews,
            List<String> requires,
            boolean sudo,
            Optional<String> runBy,
            Optional<String> lock) {
        this(
                name,
                host,
                command,
                timeout,
                renews,
                requires,
                sudo,
                runBy,
                lock,
                RenewalTiming.UNSAID);
    }

    /// A renewal that no file keeps from running.
    public Renewal(
            String name,
            String host,
            List<String> command,
            Duration timeout,
            List<String> renews,
            List<String> requires,
            boolean sudo,
            Optional<String> runBy) {
        this(name, host, command, timeout, renews, requires, sudo, runBy, Optional.empty());
    }

    /// The same with another timing.
    public Renewal with(RenewalTiming other) {
        return new Renewal(
                name, host, command, timeout, renews, requires, sudo, runBy, lock, other);
    }

    public Renewal {
        command = List.copyOf(command);
        renews = List.copyOf(renews);
        requires = List.copyOf(requires);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a renewal needs a command");
        }
        if (command.stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument holds NUL");
        }
    }
}
