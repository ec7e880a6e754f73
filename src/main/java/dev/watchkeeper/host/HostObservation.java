package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.time.Instant;

/// What came of inspecting a host once.
public sealed interface HostObservation {
    Host host();

    Instant observedAt();

    Duration took();

    /// The probe answered, wholly or in part.
    record Probed(Host host, Instant observedAt, Duration took, HostSnapshot snapshot)
            implements HostObservation {}

    /// The host was not reached, or the probe did not come to its end.
    ///
    /// @param phase where it ended
    /// @param reason why
    /// @param text one sentence for a person, free of control characters
    record NotProbed(
            Host host,
            Instant observedAt,
            Duration took,
            SshOutcome.Phase phase,
            SshOutcome.Reason reason,
            String text)
            implements HostObservation {
        /// Whether the host took the connection and then hung, which is worse than being switched
        /// off.
        public boolean hung() {
            return reason == SshOutcome.Reason.TIMED_OUT
                    && phase.compareTo(SshOutcome.Phase.CONNECT) > 0;
        }
    }

    /// The host presented a key that is not to be trusted as it stands.
    record KeyRefused(Host host, Instant observedAt, Duration took, HostKeyProblem problem)
            implements HostObservation {}

    /// It was not inspected: a supervision's series tell of it, and only what they can. Its
    /// processes and runs are unknown.
    ///
    /// @param observedAt when the sample was taken, by the console's clock
    /// @param took reading the source, for all that was read with it
    /// @param source the name of the supervision
    record Reported(Host host, Instant observedAt, Duration took, String source, ReportedHost facts)
            implements HostObservation {}

    /// The source that is to tell of it does not.
    ///
    /// @param source the name of the supervision
    /// @param text one sentence for a person, free of control characters
    record NotReported(
            Host host, Instant observedAt, Duration took, String source, Why why, String text)
            implements HostObservation {}

    /// Why a source does not tell of a host.
    enum Why {
        /// It could not be read.
        SOURCE_UNREADABLE,
        /// It has no series of it, or which are its own cannot be told.
        NO_SERIES,
        /// It reports that the host's exporter does not answer.
        DOWN
    }
}
