package dev.watchkeeper.demo;

import java.time.Instant;
import java.util.Optional;

/// One mount of a simulated host.
///
/// @param mountPoint where
/// @param type such as `ext4` or `fuse.glusterfs`
/// @param source what
/// @param device major:minor
/// @param fuse the FUSE connection behind it, for FUSE
/// @param state whether it answers
record SimulatedMount(
        String mountPoint,
        String type,
        String source,
        String device,
        Optional<Fuse> fuse,
        State state) {
    SimulatedMount with(State newState) {
        return new SimulatedMount(mountPoint, type, source, device, fuse, newState);
    }

    boolean isDetached() {
        return state instanceof State.Detached;
    }

    boolean isSilent() {
        return state instanceof State.Silent;
    }

    /// A FUSE connection.
    ///
    /// @param connection its number under `/sys/fs/fuse/connections`
    /// @param server pid of the process that serves it
    record Fuse(int connection, long server) {}

    /// Whether it answers.
    sealed interface State {
        record Answering() implements State {}

        /// @param since when its server stopped
        record Silent(Instant since) implements State {}

        /// Taken out of the tree by `umount -l`, while its waiters go on waiting.
        record Detached() implements State {}

        /// Aborted: every access fails with "Transport endpoint is not connected".
        record Disconnected() implements State {}
    }
}
