package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
/// @param log what an own command writes of its runs
/// @param timing when it is due
/// @param deploy the argument list that brings what was renewed to where the servers read it; empty
///   where the renewal does so itself
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
        Optional<Log> log,
        RenewalTiming timing,
        List<String> deploy) {
    /// A renewal that deploys what it renews itself.
    public Renewal(
            String name,
            String host,
            List<String> command,
            Duration timeout,
            List<String> renews,
            List<String> requires,
            boolean sudo,
            Optional<String> runBy,
            Optional<String> lock,
            Optional<Log> log,
            RenewalTiming timing) {
        this(
                name, host, command, timeout, renews, requires, sudo, runBy, lock, log, timing,
                List.of());
    }

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
            Optional<String> lock,
            Optional<Log> log) {
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
                log,
                RenewalTiming.UNSAID);
    }

    /// A renewal of whose log and timing nothing is known.
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
        this(name, host, command, timeout, renews, requires, sudo, runBy, lock, Optional.empty());
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
                name, host, command, timeout, renews, requires, sudo, runBy, lock, log, other,
                deploy);
    }

    /// The same with a command that deploys.
    public Renewal deployedBy(List<String> other) {
        return new Renewal(
                name, host, command, timeout, renews, requires, sudo, runBy, lock, log, timing,
                other);
    }

    /// What deploys the certificates that this has renewed, as a run of its own of the same host
    /// and limit; empty where no command is given for it.
    public Optional<Renewal> deployment() {
        return deploy.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Renewal(
                                name + " deployment",
                                host,
                                deploy,
                                timeout,
                                renews,
                                requires,
                                sudo,
                                Optional.empty()));
    }

    public Renewal {
        command = List.copyOf(command);
        renews = List.copyOf(renews);
        requires = List.copyOf(requires);
        deploy = List.copyOf(deploy);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a renewal needs a command");
        }
        if (Stream.concat(command.stream(), deploy.stream()).anyMatch(a -> a.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument holds NUL");
        }
    }

    /// A log of an own command. What its lines look like is text in which `*` stands for anything:
    /// regular expressions could be made to run for ever by who writes the log.
    ///
    /// @param path absolute
    /// @param success what a line of a run that succeeded holds
    /// @param failure what a line of one that failed holds
    public record Log(String path, Optional<String> success, Optional<String> failure) {
        /// Whether a line holds a pattern.
        public static boolean holds(String line, String pattern) {
            int at = 0;
            for (String part : pattern.split("\\*", -1)) {
                int found = line.indexOf(part, at);
                if (found < 0) {
                    return false;
                }
                at = found + part.length();
            }
            return true;
        }
    }
}
