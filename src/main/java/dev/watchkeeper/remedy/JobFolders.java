package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The folders of the jobs that left processes over, as these name them in their arguments:
/// `--data-dir=/build/job42/etcd` makes `/build/job42` one. A folder of the system is none.
final class JobFolders {
    private static final Set<String> SYSTEM =
            Set.of(
                    "bin", "boot", "dev", "etc", "lib", "lib64", "opt", "proc", "run", "sbin",
                    "sys", "usr", "var");

    private final Set<String> folders = new HashSet<>();

    JobFolders(List<RemoteProcess> processes) {
        for (RemoteProcess p : processes) {
            for (String word : p.arguments().orElse("").split("[ =,:]+", -1)) {
                String[] parts = word.split("/", -1);
                // A file in the top folder makes no folder of a job.
                if (word.startsWith("/") && parts.length > 3 && !SYSTEM.contains(parts[1])) {
                    folders.add("/" + parts[1] + "/" + parts[2]);
                }
            }
        }
    }

    boolean contain(String path) {
        return folders.stream().anyMatch(f -> path.equals(f) || path.startsWith(f + "/"));
    }
}
