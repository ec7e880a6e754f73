package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The folders of the jobs that left processes over, as these name them in their arguments:
/// `--data-dir=/build/job42/etcd` makes `/build/job42` one. A folder of the system is none, nor is
/// a user's home as a whole.
final class JobFolders {
    private static final Set<String> SYSTEM =
            Set.of(
                    "bin", "boot", "dev", "etc", "lib", "lib64", "opt", "proc", "run", "sbin",
                    "sys", "usr", "var");
    private static final Set<String> HOMES = Set.of("home");

    private final Set<String> folders = new HashSet<>();

    JobFolders(List<RemoteProcess> processes) {
        for (RemoteProcess p : processes) {
            for (String word : p.arguments().orElse("").split("[ =,:]+", -1)) {
                add(word);
            }
        }
    }

    /// What a variable that is not set leaves of a path, and a path that climbs, name no folder.
    private void add(String word) {
        String[] parts = word.split("/", -1);
        if (!SafePath.isSafe(word) || SYSTEM.contains(parts[1])) {
            return;
        }
        int depth = HOMES.contains(parts[1]) ? 3 : 2;
        // A file in the top folder makes no folder of a job.
        if (parts.length > depth + 1) {
            folders.add(String.join("/", List.of(parts).subList(0, depth + 1)));
        }
    }

    /// Whether a path that is safe is one of the folders or is in one.
    boolean contain(String path) {
        return SafePath.isSafe(path)
                && folders.stream().anyMatch(f -> path.equals(f) || path.startsWith(f + "/"));
    }
}
