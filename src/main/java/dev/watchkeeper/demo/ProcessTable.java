package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedProcess.Link;
import dev.watchkeeper.demo.SimulatedProcess.Temper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The processes of one simulated host, and what the end of one does to the others. Not
/// thread-safe: its host guards it.
final class ProcessTable {
    private final TreeMap<Long, SimulatedProcess> processes = new TreeMap<>();

    void add(SimulatedProcess process) {
        processes.put(process.pid(), process);
    }

    List<SimulatedProcess> all() {
        return List.copyOf(processes.values());
    }

    Optional<SimulatedProcess> find(long pid) {
        return Optional.ofNullable(processes.get(pid));
    }

    /// Delivers a signal as the kernel would: to a process that cannot take it, it does nothing.
    void signal(SimulatedProcess process, Signal signal) {
        boolean ends =
                switch (process.temper()) {
                    case ORDINARY -> signal != Signal.CONT;
                    case STUBBORN, STOPPED -> signal == Signal.KILL;
                    case BLOCKED -> false;
                };
        if (ends) {
            end(process.pid(), p -> p.temper() != Temper.STUBBORN);
        }
    }

    void resume(SimulatedProcess process) {
        processes.replace(process.pid(), process.running());
    }

    /// Ends all processes that match, with what follows from their end.
    void endIf(Predicate<SimulatedProcess> which) {
        all().stream().filter(which).forEach(p -> end(p.pid(), _ -> true));
    }

    /// Ends a process: children go to init or end too, and a parent that only waited for it ends.
    ///
    /// @param gives which parents give up when their last child is gone
    private void end(long pid, Predicate<SimulatedProcess> gives) {
        Deque<Long> ending = new ArrayDeque<>(List.of(pid));
        while (!ending.isEmpty()) {
            SimulatedProcess gone = processes.remove(ending.pop());
            if (gone != null) {
                children(gone.pid()).forEach(c -> leaveAlone(c, ending));
                find(gone.parent())
                        .filter(this::hasNothingLeft)
                        .filter(gives)
                        .ifPresent(p -> ending.add(p.pid()));
                endReaders(gone, ending);
                endSharing(gone, ending);
            }
        }
    }

    private void leaveAlone(SimulatedProcess child, Deque<Long> ending) {
        processes.replace(child.pid(), child.adopted());
        if (child.link() instanceof Link.Between && child.temper() != Temper.BLOCKED) {
            ending.add(child.pid());
        }
    }

    private boolean hasNothingLeft(SimulatedProcess parent) {
        return needsChildren(parent.link()) && children(parent.pid()).isEmpty();
    }

    private static boolean needsChildren(Link link) {
        return link instanceof Link.Children || link instanceof Link.Between;
    }

    private void endReaders(SimulatedProcess gone, Deque<Long> ending) {
        all().stream()
                .filter(p -> p.link().equals(new Link.Reader(gone.pid())))
                .forEach(p -> ending.add(p.pid()));
    }

    private void endSharing(SimulatedProcess gone, Deque<Long> ending) {
        if (gone.link() instanceof Link.Remote(String host)
                && all().stream().noneMatch(p -> p.link().equals(new Link.Remote(host)))) {
            all().stream()
                    .filter(p -> p.link().equals(new Link.Sharing(host)))
                    .forEach(p -> ending.add(p.pid()));
        }
    }

    private List<SimulatedProcess> children(long pid) {
        return processes.values().stream().filter(p -> p.parent() == pid).toList();
    }
}
