package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Renewal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One step of a plan.
///
/// @param host name of the host in the fleet
/// @param user the login name and, where it applies, "via sudo -n": for showing
/// @param purpose one line: "Abort FUSE connection 52, which frees its 3 waiting processes"
/// @param commands the argument lists that will run, exactly
/// @param timeout the most that the step may take
/// @param action what it is
/// @param check what must be seen afterwards before the next step
public record RemedyStep(
        String host,
        String user,
        String purpose,
        List<List<String>> commands,
        Duration timeout,
        Action action,
        StepCheck check) {
    /// A step of which nothing is observed before the end of the plan.
    public RemedyStep(
            String host,
            String user,
            String purpose,
            List<List<String>> commands,
            Duration timeout,
            Action action) {
        this(host, user, purpose, commands, timeout, action, new StepCheck.AtTheEnd());
    }

    public RemedyStep {
        commands = commands.stream().map(List::copyOf).toList();
    }

    RemedyStep checked(StepCheck what) {
        return new RemedyStep(host, user, purpose, commands, timeout, action, what);
    }

    RemedyStep doing(Action other) {
        return new RemedyStep(host, user, purpose, commands, timeout, other, check);
    }

    RemedyStep named(String why) {
        return new RemedyStep(host, user, why, commands, timeout, action, check);
    }

    boolean isChecked() {
        return !(check instanceof StepCheck.AtTheEnd);
    }

    /// What a step does.
    public sealed interface Action {
        /// TERM, five seconds, KILL, to exactly these processes, each checked by key, user and
        /// arguments right before.
        ///
        /// @param groups ids of process groups that must have no other member: else nothing is
        ///   signalled
        record Signal(List<RemoteProcess> processes, Set<Long> groups) implements Action {
            public Signal {
                processes = List.copyOf(processes);
                groups = Set.copyOf(groups);
            }

            public Signal(List<RemoteProcess> processes) {
                this(processes, Set.of());
            }
        }

        /// Continue a stopped file-system server.
        record Continue(RemoteProcess process) implements Action {}

        /// Write 1 to the connection's abort file.
        record AbortFuse(int connection, String mountPoint, String bootId) implements Action {}

        /// `umount -f`, and `umount -l` after it where the mount is still there. One that answers
        /// by then is left alone.
        ///
        /// @param device major:minor of what is mounted there, checked again right before
        record Unmount(String mountPoint, String device, Which which, String bootId)
                implements Action {
            public Unmount(String mountPoint, String device, String bootId) {
                this(mountPoint, device, Which.UNLESS_IT_ANSWERS, bootId);
            }

            /// Which mount is unmounted.
            public enum Which {
                /// One that does not answer, or answers with an error.
                UNLESS_IT_ANSWERS,
                /// One that answers with an error: nobody can be waiting for it.
                ONLY_WHEN_DEAD
            }
        }

        /// Remove a file whose presence keeps a renewal from running, where it is proven that
        /// nobody holds it.
        record RemoveLock(String path, String bootId) implements Action {}

        /// Test a server's configuration and let its first process load it.
        ///
        /// @param program such as `nginx`
        /// @param signal without `SIG`
        /// @param test the argument list that tests
        record Reload(String program, RemoteProcess master, String signal, List<String> test)
                implements Action {
            public Reload {
                test = List.copyOf(test);
            }
        }

        /// Remove the temporary folders of what was ended before. What stays of them does no harm,
        /// so it stops nothing.
        ///
        /// @param paths absolute; a last part may end with one `?` for each character that is not
        ///   known
        record RemoveFolders(List<String> paths, String bootId) implements Action {
            public RemoveFolders {
                paths = List.copyOf(paths);
            }
        }

        /// Mend a supervision, or prove that it works.
        record Supervise(SupervisionWork work) implements Action {}

        /// Begin a renewal that goes on by itself, and follow it.
        ///
        /// @param run its name on the host; given when it is recorded
        record Renew(Renewal renewal, Optional<RunId> run) implements Action {
            public Renew(Renewal renewal) {
                this(renewal, Optional.empty());
            }
        }
    }
}
