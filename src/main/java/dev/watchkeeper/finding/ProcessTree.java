package dev.watchkeeper.finding;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parents and children among the processes of one host.
final class ProcessTree {
    /// What runs one job and then ends: a script or a wrapper around a command.
    private static final Set<String> WRAPPERS =
            Set.of("timeout", "nice", "ionice", "flock", "chronic", "sudo", "sh", "dash", "bash");

    private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "ash");

    private final Map<Long, RemoteProcess> byPid = new HashMap<>();
    private final Map<Long, List<RemoteProcess>> children = new HashMap<>();

    ProcessTree(HostSnapshot snapshot) {
        for (RemoteProcess p : snapshot.processes()) {
            byPid.put(p.key().pid(), p);
            children.computeIfAbsent(p.parent(), _ -> new ArrayList<>()).add(p);
        }
    }

    Optional<RemoteProcess> parent(RemoteProcess p) {
        return Optional.ofNullable(byPid.get(p.parent()));
    }

    /// Children of pid 1.
    List<RemoteProcess> orphans() {
        return children.getOrDefault(1L, List.of());
    }

    /// Whether its parent is of the same name: a worker of it, not a run of its own.
    boolean isWorker(RemoteProcess p) {
        return parent(p).filter(q -> q.command().equals(p.command())).isPresent();
    }

    /// The processes and all their descendants, parents before children.
    List<RemoteProcess> withDescendants(List<RemoteProcess> tops) {
        var found = new LinkedHashMap<Long, RemoteProcess>();
        var open = new ArrayDeque<RemoteProcess>(tops);
        while (!open.isEmpty()) {
            RemoteProcess p = open.poll();
            if (found.putIfAbsent(p.key().pid(), p) == null) {
                open.addAll(children.getOrDefault(p.key().pid(), List.of()));
            }
        }
        return List.copyOf(found.values());
    }

    /// For each root the topmost wrapper around it that wraps no other of the roots, or the root
    /// itself. A wrapper that several roots share is a service that starts them, not a run.
    List<RemoteProcess> runsOf(List<RemoteProcess> roots) {
        var shared = new HashMap<Long, Integer>();
        roots.forEach(r -> wrappers(r).forEach(w -> shared.merge(w.key().pid(), 1, Integer::sum)));
        var runs = new ArrayList<RemoteProcess>(roots.size());
        for (RemoteProcess root : roots) {
            RemoteProcess top = root;
            for (RemoteProcess w : wrappers(root)) {
                if (shared.getOrDefault(w.key().pid(), 0) > 1) {
                    break;
                }
                top = w;
            }
            runs.add(top);
        }
        return runs;
    }

    /// The wrappers above a process, nearest first. An interactive shell has no arguments and is
    /// none.
    private List<RemoteProcess> wrappers(RemoteProcess p) {
        var found = new ArrayList<RemoteProcess>();
        Optional<RemoteProcess> above = parent(p);
        while (above.isPresent() && isWrapper(above.get()) && !found.contains(above.get())) {
            found.add(above.get());
            above = parent(above.get());
        }
        return found;
    }

    /// A script that names its own interpreter has the script's name and the shell as its first
    /// argument.
    private static boolean isWrapper(RemoteProcess p) {
        String line = p.arguments().orElse("").strip();
        boolean runsSomething = line.indexOf(' ') > 0 && !isLogin(line);
        String first = line.split(" ", 2)[0];
        String program = first.substring(first.lastIndexOf('/') + 1);
        boolean known = WRAPPERS.contains(p.command()) || SHELLS.contains(program);
        return known && runsSomething && p.key().pid() > 1;
    }

    private static boolean isLogin(String arguments) {
        return arguments.startsWith("-") || arguments.endsWith(" -l") || arguments.endsWith(" -i");
    }
}
