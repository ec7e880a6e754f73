package dev.watchkeeper.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the mount that a process waits on, out of those that do not answer.
///
/// In the order of what proves most: an open file there, the working folder, an argument that names
/// a path there, and last the kind of file system that its wait channel belongs to, when just one
/// silent mount is of that kind. `df` asks the mounts in their order, so it hangs at the first.
final class Waits {
    private static final Set<String> ASKING = Set.of("df", "stat", "du", "ls", "find");

    private final MountRows rows;
    private final List<Mount> silent;

    Waits(MountRows rows, List<Mount> mounts) {
        this.rows = rows;
        this.silent =
                mounts.stream().filter(m -> m.answer() instanceof Mount.Answer.Silent).toList();
    }

    Optional<String> on(RemoteProcess p, List<Long> openMounts, String folder) {
        if (silent.isEmpty() || !isSuspect(p)) {
            return Optional.empty();
        }
        List<String> paths = new ArrayList<>();
        openMounts.forEach(id -> paths.addAll(rows.pointOf(id)));
        paths.add(folder);
        List<String> words = words(p);
        paths.addAll(words);
        Optional<String> named = paths.stream().flatMap(path -> holding(path).stream()).findFirst();
        boolean elsewhere = words.stream().anyMatch(w -> w.startsWith("/"));
        return named.or(() -> elsewhere ? Optional.empty() : byKind(p));
    }

    private static boolean isSuspect(RemoteProcess p) {
        return p.stuckThread()
                || p.waitChannel().filter(Waits::isFileWait).isPresent()
                || (p.waitChannel().isEmpty() && p.state() == 'S' && ASKING.contains(p.command()));
    }

    private static boolean isFileWait(String channel) {
        return isFuse(channel) || isNetwork(channel) || channel.contains("folio");
    }

    private static boolean isFuse(String channel) {
        return channel.startsWith("request_wait_answer")
                || (channel.contains("fuse_") && !channel.startsWith("fuse_dev"));
    }

    private static boolean isNetwork(String channel) {
        return channel.startsWith("rpc_")
                || channel.startsWith("nfs")
                || channel.startsWith("cifs")
                || channel.startsWith("smb")
                || channel.startsWith("ceph");
    }

    /// The words after the first that could be paths.
    private static List<String> words(RemoteProcess p) {
        return Arrays.stream(p.arguments().orElse("").split(" "))
                .skip(1)
                .filter(w -> w.startsWith("/"))
                .toList();
    }

    /// The innermost silent mount that a path lies in.
    private Optional<String> holding(String path) {
        return silent.stream()
                .map(Mount::mountPoint)
                .filter(m -> path.equals(m) || path.startsWith(m.equals("/") ? m : m + "/"))
                .reduce((a, b) -> b.length() >= a.length() ? b : a);
    }

    private Optional<String> byKind(RemoteProcess p) {
        String channel = p.waitChannel().orElse("");
        Predicate<Mount> kind = m -> true;
        if (isFuse(channel)) {
            kind = Mount::isFuse;
        } else if (isNetwork(channel)) {
            kind = Mount::isNetwork;
        } else if (!p.command().equals("df")) {
            return Optional.empty();
        }
        List<String> candidates = silent.stream().filter(kind).map(Mount::mountPoint).toList();
        boolean decided = candidates.size() == 1 || p.command().equals("df");
        return decided ? candidates.stream().findFirst() : Optional.empty();
    }
}
