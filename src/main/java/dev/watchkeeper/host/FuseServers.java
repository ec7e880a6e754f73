package dev.watchkeeper.host;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// Infers the server of a FUSE mount where the host did not let us read who holds the connection:
/// the one process that names the mount point in its arguments and is called as the file system is.
final class FuseServers {
    private final List<RemoteProcess> processes;

    FuseServers(List<RemoteProcess> processes) {
        this.processes = processes;
    }

    /// Whether this mount's server is still to be found.
    static boolean isUnknown(Mount m) {
        return m.isFuse() && m.serverPid().isEmpty();
    }

    /// The mount with its server, where exactly one process can be it.
    Mount complete(Mount m) {
        List<Long> pids =
                processes.stream()
                        .filter(p -> !p.stuckThread() && names(p, m))
                        .map(p -> p.key().pid())
                        .toList();
        return pids.size() == 1 ? with(m, pids.getFirst()) : m;
    }

    private static boolean names(RemoteProcess p, Mount m) {
        List<String> words = Arrays.asList(p.arguments().orElse("").split(" "));
        if (words.lastIndexOf(m.mountPoint()) < 1 && !hasOption(words, m.mountPoint())) {
            return false;
        }
        String subtype = m.type().startsWith("fuse.") ? m.type().substring(5) : "";
        boolean called = !subtype.isEmpty() && p.command().startsWith(cut(subtype));
        boolean serves = p.waitChannel().filter(c -> c.startsWith("fuse_dev")).isPresent();
        return called || serves || (subtype.isEmpty() && words.lastIndexOf(m.source()) >= 1);
    }

    private static boolean hasOption(List<String> words, String mountPoint) {
        return words.stream().anyMatch(w -> w.startsWith("-") && w.endsWith("=" + mountPoint));
    }

    private static String cut(String name) {
        return name.length() > 15 ? name.substring(0, 15) : name;
    }

    private static Mount with(Mount m, long pid) {
        return new Mount(
                m.mountPoint(),
                m.type(),
                m.source(),
                m.device(),
                m.answer(),
                m.fuseConnection(),
                m.fuseWaiting(),
                OptionalLong.of(pid));
    }
}
