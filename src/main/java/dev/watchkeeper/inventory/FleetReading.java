package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.util.List;

/// What reading a fleet file came to.
public sealed interface FleetReading {
    /// The file was understood in full.
    ///
    /// @param warnings what was understood but is probably not meant
    record Read(Fleet fleet, List<FleetProblem> warnings) implements FleetReading {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /// The file cannot be used.
    ///
    /// @param problems all of them in the order of the file; at least one
    record Broken(List<FleetProblem> problems) implements FleetReading {
        public Broken {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a broken file has a problem");
            }
        }
    }

    /// There is no such file.
    record Missing(Path file) implements FleetReading {}
}
