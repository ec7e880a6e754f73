package dev.watchkeeper.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the series of a node_exporter tell of a host. Its processes, and what they wait for, are
/// not among it.
///
/// @param instance the `instance` label of its series
/// @param system kernel and release, such as `Linux 6.1.0-40-amd64`
/// @param bootedAt by its own clock
/// @param blocked how many processes wait in the kernel (state D)
/// @param clockOffset its clock minus that of the supervision
/// @param mounts those of which its file systems could not be asked
public record ReportedHost(
        String instance,
        Optional<String> system,
        Optional<Instant> bootedAt,
        Optional<Load> load,
        Optional<Memory> memory,
        OptionalLong blocked,
        Optional<Duration> clockOffset,
        List<FaultyMount> mounts) {
    public ReportedHost {
        mounts = List.copyOf(mounts);
    }

    /// Load averages (proc_loadavg(5)).
    public record Load(double one, double five, double fifteen) {}

    /// In bytes (proc_meminfo(5)).
    public record Memory(long total, long available) {}

    /// A mount whose statfs came to no answer within the exporter's time, or to an error.
    ///
    /// @param error what the exporter says; empty where it only says that there was one
    public record FaultyMount(String mountPoint, String type, String source, String error) {
        /// Whether it did not answer, and does not only refuse.
        public boolean silent() {
            return error.contains("timeout") || error.contains("timed out");
        }
    }
}
