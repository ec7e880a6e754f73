package dev.watchkeeper.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which file system a path is on, from a text as in `/proc/self/mounts` (proc_pid_mounts(5)):
/// asking the file system itself could hang.
final class MountTable {
    /// Types whose locks or memory maps are not those of one machine.
    private static final Set<String> NETWORK =
            Set.of(
                    "nfs",
                    "nfs4",
                    "cifs",
                    "smb3",
                    "smbfs",
                    "ncpfs",
                    "9p",
                    "afs",
                    "ceph",
                    "glusterfs",
                    "lustre",
                    "gfs2",
                    "ocfs2",
                    "beegfs",
                    "fuse.sshfs",
                    "fuse.glusterfs",
                    "fuse.rclone",
                    "fuse.s3fs",
                    "fuse.ceph",
                    "fuse.cephfs",
                    "fuse.davfs2");

    private final List<Line> lines;

    private MountTable(List<Line> lines) {
        this.lines = lines;
    }

    /// Reads the table; empty where there is none.
    static MountTable read(Path table) {
        try {
            return new MountTable(
                    Files.readAllLines(table).stream()
                            .map(l -> l.split(" ", 4))
                            .filter(w -> w.length == 4)
                            .map(w -> new Line(Path.of(unescape(w[1])), w[2]))
                            .toList());
        } catch (IOException e) {
            return new MountTable(List.of());
        }
    }

    /// The type of the network file system that the path is on, or empty.
    Optional<String> networkTypeOf(Path absolute) {
        return lines.stream()
                .filter(l -> absolute.startsWith(l.point))
                // Of mounts on the same point the last one counts.
                .reduce((a, b) -> b.depth() >= a.depth() ? b : a)
                .map(Line::type)
                .filter(NETWORK::contains);
    }

    private static String unescape(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    private record Line(Path point, String type) {
        private int depth() {
            return point.getNameCount();
        }
    }
}
