package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Run.Kind;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The runs among the processes of a host. Takes time linear in their number.
///
/// Ansible's tree, as its processes show it: a script or shell, `ansible-playbook`, one worker a
/// host with the same arguments, that worker's `ssh … -tt HOST …`; beside it, a child of pid 1, the
/// connection master `ssh: ~/.ansible/cp/HASH [mux]`, which all runs of a user share.
public final class Runs {
    private static final Set<String> AROUND =
            Set.of(
                    "timeout",
                    "nice",
                    "ionice",
                    "flock",
                    "chronic",
                    "sudo",
                    "sh",
                    "dash",
                    "bash",
                    "env",
                    "systemd-cat");
    private static final int DEEPEST = 64;

    private final Map<Long, RemoteProcess> byPid = new HashMap<>();
    private final Map<Long, List<RemoteProcess>> children = new HashMap<>();
    private final Map<String, RemoteProcess> masters = new HashMap<>();

    private Runs(HostSnapshot snapshot) {
        for (RemoteProcess p : snapshot.processes()) {
            byPid.put(p.key().pid(), p);
            children.computeIfAbsent(p.parent(), _ -> new ArrayList<>()).add(p);
            Programs.masterPath(p).ifPresent(path -> masters.putIfAbsent(path, p));
        }
    }

    /// The runs of a host, oldest first.
    public static List<Run> of(HostSnapshot snapshot) {
        // Most hosts have none, and thousands of processes.
        boolean none =
                snapshot.processes().stream()
                        .noneMatch(p -> Programs.isAnsible(p) || Programs.isSshClient(p));
        return none ? List.of() : new Runs(snapshot).all(snapshot.processes());
    }

    /// The masters of connections among the processes of a host, by the path of their sockets.
    public static Map<String, RemoteProcess> masters(HostSnapshot snapshot) {
        return Map.copyOf(new Runs(snapshot).masters);
    }

    private List<Run> all(List<RemoteProcess> processes) {
        var clients = new LinkedHashMap<RemoteProcess, List<RemoteProcess>>();
        for (RemoteProcess p : processes) {
            if (Programs.isAnsible(p) && leader(p).equals(p)) {
                clients.computeIfAbsent(p, _ -> new ArrayList<>());
            } else if (Programs.isSshClient(p)) {
                clients.computeIfAbsent(leader(p), _ -> new ArrayList<>()).add(p);
            }
        }
        var shared = new HashMap<RemoteProcess, Integer>();
        clients.keySet().forEach(l -> around(l).forEach(w -> shared.merge(w, 1, Integer::sum)));
        return clients.entrySet().stream()
                .map(e -> run(e.getKey(), e.getValue(), shared))
                .sorted(Comparator.comparing(Run::age).reversed())
                .toList();
    }

    private Run run(
            RemoteProcess leader, List<RemoteProcess> clients, Map<RemoteProcess, Integer> shared) {
        Kind kind = Programs.kind(leader);
        RemoteProcess top = leader;
        for (RemoteProcess wrapper : around(leader)) {
            if (shared.getOrDefault(wrapper, 0) > 1) {
                break;
            }
            top = wrapper;
        }
        return new Run(
                kind,
                Programs.name(leader, kind),
                top,
                leader,
                withDescendants(top),
                clients.stream().map(c -> lane(c, leader)).toList());
    }

    private Lane lane(RemoteProcess ssh, RemoteProcess leader) {
        SshArguments command = SshArguments.of(ssh.arguments().orElse(""));
        Optional<RemoteProcess> worker =
                Optional.ofNullable(byPid.get(ssh.parent()))
                        .filter(p -> !ssh.equals(leader) && !p.equals(leader));
        return new Lane(
                ssh,
                worker,
                command.controlPath().flatMap(p -> Optional.ofNullable(masters.get(p))),
                command);
    }

    /// The topmost process above that is Ansible's; else the one that uses ssh as its transport;
    /// else itself.
    private RemoteProcess leader(RemoteProcess p) {
        RemoteProcess leader = p;
        RemoteProcess at = p;
        for (int depth = 0; depth < DEEPEST; depth++) {
            RemoteProcess above = byPid.get(at.parent());
            if (above == null || above.key().pid() <= 1) {
                break;
            }
            boolean ansible = Programs.isAnsible(above);
            if (ansible || (Programs.usesSsh(above) && !Programs.isAnsible(leader))) {
                leader = above;
            }
            at = above;
        }
        return leader;
    }

    /// The scripts and wrappers above a leader, nearest first. One that several runs share is a
    /// service that starts them, and belongs to none.
    private List<RemoteProcess> around(RemoteProcess leader) {
        var found = new ArrayList<RemoteProcess>();
        RemoteProcess above = byPid.get(leader.parent());
        while (above != null && found.size() < DEEPEST && isAround(above)) {
            found.add(above);
            above = byPid.get(above.parent());
        }
        return found;
    }

    /// A script that names its own interpreter has the script's name and the shell as its first
    /// argument. An interactive shell has no arguments.
    private static boolean isAround(RemoteProcess p) {
        String line = p.arguments().orElse("").strip();
        String first = line.split(" ", 2)[0];
        String program = first.substring(first.lastIndexOf('/') + 1);
        boolean runs =
                line.indexOf(' ') > 0
                        && !line.startsWith("-")
                        && !line.endsWith(" -l")
                        && !line.endsWith(" -i");
        return runs
                && p.key().pid() > 1
                && (AROUND.contains(p.command()) || AROUND.contains(program));
    }

    private List<RemoteProcess> withDescendants(RemoteProcess top) {
        var found = new LinkedHashMap<Long, RemoteProcess>();
        var open = new ArrayDeque<RemoteProcess>(List.of(top));
        while (!open.isEmpty()) {
            RemoteProcess p = open.poll();
            if (found.putIfAbsent(p.key().pid(), p) == null) {
                open.addAll(children.getOrDefault(p.key().pid(), List.of()));
            }
        }
        return List.copyOf(found.values());
    }
}
