package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Optional;

/// Follows a fleet file while the console runs. A file that breaks or vanishes meanwhile leaves the
/// last good fleet in force, and its problems are told.
///
/// Any thread may ask; two that ask at once wait for each other.
public final class FleetWatch {
    private final FleetFile file;
    private final FleetReader reader;
    private State state;
    private Optional<String> fingerprint = Optional.empty();

    /// @param start the fleet that is in force until the file gives a better one
    public FleetWatch(FleetFile file, FleetReader reader, Fleet start) {
        this.file = file;
        this.reader = reader;
        this.state = new State(start, Optional.empty(), false);
    }

    /// What is in force.
    ///
    /// @param lastGood the newest fleet that was read in full
    /// @param problems why the file as it is now is not that fleet; empty when it is
    /// @param changed whether `lastGood` is another one than at the question before
    public record State(Fleet lastGood, Optional<List<FleetProblem>> problems, boolean changed) {}

    /// Reads the file again, at most 10 MiB: times and sizes miss a change within a clock tick.
    /// Only what differs is parsed, and by one look at it: between two it could change and change
    /// back.
    public synchronized State reload() {
        Optional<byte[]> content = file.content();
        Optional<String> now = content.map(FleetFile::fingerprint);
        if (now.isPresent() && now.equals(fingerprint)) {
            state = new State(state.lastGood, state.problems, false);
            return state;
        }
        fingerprint = now;
        state =
                switch (content.map(c -> reader.read(file.path(), c))
                        .orElseGet(() -> file.read(reader))) {
                    case FleetReading.Read(Fleet fleet, _) ->
                            new State(fleet, Optional.empty(), !fleet.equals(state.lastGood));
                    case FleetReading.Broken(List<FleetProblem> problems) -> broken(problems);
                    case FleetReading.Missing(var path) ->
                            broken(List.of(FleetProblem.of(path.toString(), "is gone", "")));
                };
        return state;
    }

    private State broken(List<FleetProblem> problems) {
        return new State(state.lastGood, Optional.of(problems), false);
    }
}
