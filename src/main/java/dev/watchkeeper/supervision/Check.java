package dev.watchkeeper.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One check that a supervision makes.
///
/// @param host its name for the host
/// @param name the service's description; empty for the check of the host itself. Of Prometheus the
///   job
/// @param scope what it looks at
/// @param timing when it runs
/// @param result what it last said
/// @param telling whether anybody hears of it
public record Check(
        String host, String name, Scope scope, Timing timing, Result result, Telling telling) {
    /// `host` or `host/name`.
    public String id() {
        return name.isEmpty() ? host : host + "/" + name;
    }

    /// When a check runs.
    ///
    /// @param every its interval; zero where it is not run by the supervision itself
    /// @param next when it should run next, where that is known
    /// @param active whether the supervision runs it
    /// @param passive whether it takes results from outside
    public record Timing(
            Duration every,
            Optional<Instant> last,
            Optional<Instant> next,
            boolean active,
            boolean passive) {}

    /// What a check said.
    ///
    /// @param hard whether it has been seen often enough to be told
    /// @param since when the state began, where that is known
    /// @param output of the plugin; hostile, here already free of control characters and capped
    public record Result(State state, boolean hard, Optional<Instant> since, String output) {}

    /// The states; of a host that is down CRITICAL.
    public enum State {
        OK,
        WARNING,
        CRITICAL,
        UNKNOWN,
        PENDING
    }

    /// Whether anybody hears of a check.
    ///
    /// @param enabled whether notifications are on for it
    /// @param lastSent when somebody was last told; empty for never
    /// @param acknowledged whether somebody has taken it on, which keeps it silent
    /// @param downtime whether, and until when, it is kept silent
    /// @param contacts the names of those who are told, groups resolved
    public record Telling(
            boolean enabled,
            Optional<Instant> lastSent,
            boolean acknowledged,
            Optional<Downtime> downtime,
            List<String> contacts) {
        public Telling {
            contacts = List.copyOf(contacts);
        }
    }

    /// A time in which a check is kept silent; of Prometheus a silence.
    ///
    /// @param until its end; empty where it has none
    public record Downtime(Optional<Instant> until, String author, String comment) {}
}
