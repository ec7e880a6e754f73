package dev.watchkeeper.demo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The renewals that a simulated host has run. Thread-safe.
final class SimulatedRuns {
    private final List<SimulatedRun> runs = new CopyOnWriteArrayList<>();

    /// Keeps the run, unless one with its lock goes on.
    ///
    /// @return the one that goes on now
    synchronized SimulatedRun begin(SimulatedRun run) {
        Optional<SimulatedRun> holder =
                runs.stream()
                        .filter(r -> r.lock().equals(run.lock()) && r.fate().isEmpty())
                        .findFirst();
        if (holder.isEmpty()) {
            runs.addFirst(run);
        }
        return holder.orElse(run);
    }

    Optional<SimulatedRun> find(String id) {
        return runs.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /// Forgets one that has ended.
    void remove(SimulatedRun run) {
        if (run.fate().isPresent()) {
            runs.remove(run);
        }
    }

    /// The newest first.
    List<SimulatedRun> all() {
        return List.copyOf(runs);
    }
}
