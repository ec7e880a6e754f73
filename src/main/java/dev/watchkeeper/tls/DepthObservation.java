package dev.watchkeeper.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a closer look at one address of an endpoint has shown.
public sealed interface DepthObservation {
    TlsTarget target();

    Instant observedAt();

    /// From the first question to the last answer.
    Duration took();

    /// A certificate was seen, and what else could be asked was asked.
    ///
    /// @param rows by topic; what could not be found out within the limit is a row of its own
    record Looked(TlsTarget target, Instant observedAt, Duration took, List<DepthRow> rows)
            implements DepthObservation {
        public Looked {
            rows = List.copyOf(rows);
        }
    }

    /// No certificate was seen, so that there is nothing to look into.
    record NotSeen(TlsObservation.Failed failed) implements DepthObservation {
        @Override
        public TlsTarget target() {
            return failed.target();
        }

        @Override
        public Instant observedAt() {
            return failed.observedAt();
        }

        @Override
        public Duration took() {
            return failed.took();
        }
    }
}
