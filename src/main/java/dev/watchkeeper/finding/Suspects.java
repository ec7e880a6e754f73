package dev.watchkeeper.finding;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Processes that look as if they waited for something that does not come: in D, in a wait channel
/// of a file system, or on a mount that does not answer. One sample only suspects; two tell.
public final class Suspects {
    private static final List<String> FILE_SYSTEM_WAITS =
            List.of(
                    "request_wait_answer",
                    "fuse_",
                    "rpc_wait",
                    "nfs",
                    "__folio_lock",
                    "folio_wait",
                    "wait_on_page",
                    "cifs_",
                    "ceph_",
                    "p9_client");

    private static final long KTHREADD = 2;

    private Suspects() {}

    /// The processes of a host that a second sample would tell more of.
    public static List<RemoteProcess> of(HostSnapshot snapshot) {
        Set<String> silent =
                silentMounts(snapshot).stream().map(Mount::mountPoint).collect(Collectors.toSet());
        Set<Long> ours = askers(snapshot);
        return snapshot.processes().stream()
                .filter(p -> !isKernelThread(p) && !ours.contains(p.key().pid()))
                .filter(p -> isBlocked(p) || waitsOn(p, silent))
                .toList();
    }

    /// Whether its state is the kernel's word for waiting without end in sight.
    static boolean isBlocked(RemoteProcess p) {
        return p.state() == 'D' || p.stuckThread() || waitsInFileSystem(p);
    }

    /// Whether its wait channel is one in which a request to a file system waits for its answer. In
    /// `fuse_dev_do_read` a server waits for requests: it is idle.
    static boolean waitsInFileSystem(RemoteProcess p) {
        return p.waitChannel()
                .filter(w -> !w.startsWith("fuse_dev"))
                .filter(w -> FILE_SYSTEM_WAITS.stream().anyMatch(w::startsWith))
                .isPresent();
    }

    static boolean waitsOn(RemoteProcess p, Set<String> mountPoints) {
        return p.waitsOn().filter(mountPoints::contains).isPresent();
    }

    static List<Mount> silentMounts(HostSnapshot snapshot) {
        return snapshot.mounts().stream()
                .filter(m -> m.answer() instanceof Mount.Answer.Silent)
                .toList();
    }

    /// Our own children that ask mounts: what they wait for is our question.
    static Set<Long> askers(HostSnapshot snapshot) {
        return snapshot.mounts().stream()
                .map(Mount::answer)
                .filter(Mount.Answer.Silent.class::isInstance)
                .map(a -> ((Mount.Answer.Silent) a).asker())
                .collect(Collectors.toSet());
    }

    static boolean isKernelThread(RemoteProcess p) {
        return p.parent() == KTHREADD || p.key().pid() == KTHREADD;
    }
}
