package dev.watchkeeper.host;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One mount of a host (`/proc/self/mountinfo`, proc_pid_mountinfo(5)).
///
/// @param mountPoint where it is mounted
/// @param type file-system type, such as `fuse.glusterfs` or `nfs4`
/// @param source what is mounted
/// @param device major:minor
/// @param answer whether and how fast it answered statfs
/// @param fuseConnection the number under `/sys/fs/fuse/connections`, for FUSE
/// @param fuseWaiting requests that wait on that connection, where it could be read
/// @param serverPid the process that serves the FUSE connection, where it could be found
public record Mount(
        String mountPoint,
        String type,
        String source,
        String device,
        Answer answer,
        OptionalInt fuseConnection,
        OptionalInt fuseWaiting,
        OptionalLong serverPid) {
    public boolean isFuse() {
        return type.equals("fuse") || type.startsWith("fuse.") || type.equals("fuseblk");
    }

    public boolean isNetwork() {
        return type.startsWith("nfs")
                || type.equals("cifs")
                || type.equals("smb3")
                || type.equals("ceph")
                || type.equals("9p");
    }

    /// What came of asking a mount.
    public sealed interface Answer {
        /// Answered within the limit.
        record Answered(Duration took) implements Answer {}

        /// Has not answered.
        ///
        /// @param since how long it has been asked by now; an earlier probe's question still counts
        /// @param asker the pid of our child that asks and is stuck there
        record Silent(Duration since, long asker) implements Answer {}

        /// Answered with an error, such as `Transport endpoint is not connected`.
        record Faulty(String error) implements Answer {}

        /// Not asked: a kind of file system that cannot hang, or no time was left.
        record NotAsked() implements Answer {}
    }
}
