package dev.watchkeeper.automation;

import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A run on one host that works on others over SSH: of Ansible, or a plain ssh, rsync, scp or git.
///
/// @param kind what it is
/// @param name its playbook, or the program's name
/// @param top what was started: the script or shell around the run, or the run itself
/// @param leader the process that leads it, such as `ansible-playbook`
/// @param processes all that belong to it, parents before children, `top` first; no masters
/// @param lanes what it does on other hosts, by the pid of their ssh
public record Run(
        Kind kind,
        String name,
        RemoteProcess top,
        RemoteProcess leader,
        List<RemoteProcess> processes,
        List<Lane> lanes) {
    public Run {
        processes = List.copyOf(processes);
        lanes = List.copyOf(lanes);
    }

    public ProcessKey key() {
        return leader.key();
    }

    /// Since its start.
    public Duration age() {
        return leader.age();
    }

    /// What a run is.
    public enum Kind {
        ANSIBLE,
        SSH,
        RSYNC,
        SCP,
        GIT
    }

    /// One ssh of a run, which works on one host.
    ///
    /// @param ssh the client process
    /// @param worker the process of the run that waits for it, with Ansible a worker
    /// @param master the connection master that it goes through, where ControlPersist is used
    /// @param command what it says of itself in its arguments
    public record Lane(
            RemoteProcess ssh,
            Optional<RemoteProcess> worker,
            Optional<RemoteProcess> master,
            SshArguments command) {
        public String destination() {
            return command.destination();
        }
    }
}
