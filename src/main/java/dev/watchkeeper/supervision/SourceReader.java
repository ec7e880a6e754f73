package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads endpoints and hosts from the series of a supervision.
@FunctionalInterface
public interface SourceReader {
    /// Reads all of these at once, in a number of questions that does not grow with them. Returns
    /// within `limit` whatever the source does; never throws for what it does. Blocks the calling
    /// (virtual) thread.
    ///
    /// @param source a Prometheus
    /// @param fleet whose other endpoints may be meant by the same series
    /// @return what is told of each of them
    SourceReading read(
            Supervision source,
            Fleet fleet,
            List<TlsEndpoint> endpoints,
            List<Host> hosts,
            Duration limit);

    /// One that reads nothing.
    static SourceReader none() {
        return (source, _, endpoints, hosts, _) ->
                SourceReading.unreadable(
                        source.name(),
                        endpoints,
                        hosts,
                        new SourceReading.Moment(Instant.EPOCH, Duration.ZERO),
                        "sources are not read");
    }
}
