package dev.watchkeeper.automation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A web server with one configuration.
///
/// @param program such as `nginx`
/// @param configuration the file that it is started with
/// @param pid of its master; empty where it does not run
/// @param masterStarted when the master began
/// @param workersStarted when its workers began, oldest first
public record ServerProgram(
        String program,
        String configuration,
        OptionalLong pid,
        Optional<Instant> masterStarted,
        List<Instant> workersStarted) {
    public ServerProgram {
        workersStarted = workersStarted.stream().sorted().toList();
    }

    /// Whether the server has read a file that changed then. A worker begins when a configuration
    /// has been loaded, or when another one ended: so one that is older than the change tells
    /// nothing, if there are younger ones, too.
    public Loading loadingOf(Instant changed) {
        List<Instant> began =
                workersStarted.isEmpty() ? masterStarted.stream().toList() : workersStarted;
        Optional<Instant> last =
                Stream.concat(began.stream(), masterStarted.stream())
                        .max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return new Loading.NotKnown("it does not run");
        }
        if (last.get().isBefore(changed)) {
            return new Loading.Before(last.get());
        }
        return began.getFirst().isBefore(changed)
                ? new Loading.NotKnown("some of its workers are older than the change")
                : new Loading.Since(began.getFirst());
    }

    /// Whether a file has been loaded since it changed.
    public sealed interface Loading {
        /// It has, at the latest then.
        record Since(Instant at) implements Loading {}

        /// It has not: no process of the server is younger.
        ///
        /// @param at when the youngest began
        record Before(Instant at) implements Loading {}

        record NotKnown(String why) implements Loading {}
    }
}
