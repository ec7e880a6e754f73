package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.monitor.Report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which finding names a host, a process or a mount. The rules alone decide what is wrong.
///
/// @param hosts the worst finding by host
/// @param processes the finding by process
/// @param mounts the finding by host and mount point
record Blame(
        Map<String, Finding> hosts,
        Map<ProcessKey, Finding> processes,
        Map<String, Finding> mounts) {
    static Blame of(Report report) {
        var blame = new Blame(new HashMap<>(), new HashMap<>(), new HashMap<>());
        report.findings().forEach(blame::take);
        return blame;
    }

    private void take(Finding finding) {
        switch (finding) {
            case Finding.HostFinding f -> host(f.host().name(), f);
            case Finding.MountFinding f -> {
                host(f.host().name(), f);
                mounts.merge(mountKey(f.host().name(), f.mount().mountPoint()), f, Blame::worse);
                f.waiting().forEach(p -> processes.putIfAbsent(p.key(), f));
            }
            case Finding.ProcessFinding f -> {
                host(f.host().name(), f);
                f.processes().forEach(p -> processes.put(p.key(), f));
            }
            case Finding.RunFinding f -> {
                host(f.host().name(), f);
                f.processes().forEach(p -> processes.putIfAbsent(p.key(), f));
            }
            case Finding.EndpointFinding f -> {}
            case Finding.SupervisionFinding f -> {}
            case Finding.ConsoleFinding f -> {}
        }
    }

    private void host(String name, Finding finding) {
        hosts.merge(name, finding, Blame::worse);
    }

    private static Finding worse(Finding a, Finding b) {
        return b.severity().worseThan(a.severity()) ? b : a;
    }

    static String mountKey(String host, String mountPoint) {
        return host + ' ' + mountPoint;
    }

    Optional<Finding> ofHost(String host) {
        return Optional.ofNullable(hosts.get(host));
    }

    Optional<Finding> ofProcess(RemoteProcess process) {
        return Optional.ofNullable(processes.get(process.key()));
    }

    Optional<Finding> ofMount(String host, String mountPoint) {
        return Optional.ofNullable(mounts.get(mountKey(host, mountPoint)));
    }

    /// All findings about a host, its mounts and its processes.
    static List<Finding> naming(Report report, String host) {
        return report.findings().stream().filter(f -> isAbout(f, host)).toList();
    }

    private static boolean isAbout(Finding finding, String host) {
        return switch (finding) {
            case Finding.HostFinding f -> f.host().name().equals(host);
            case Finding.MountFinding f -> f.host().name().equals(host);
            case Finding.ProcessFinding f -> f.host().name().equals(host);
            case Finding.RunFinding f -> f.hosts().contains(host);
            case Finding.EndpointFinding f -> false;
            case Finding.SupervisionFinding f -> false;
            case Finding.ConsoleFinding f -> false;
        };
    }

    /// The process findings that hold all of these processes.
    static List<Finding> holdingAll(Report report, List<ProcessKey> keys) {
        return report.findings().stream()
                .filter(Finding.ProcessFinding.class::isInstance)
                .map(Finding.ProcessFinding.class::cast)
                .filter(f -> holds(f, keys))
                .map(Finding.class::cast)
                .toList();
    }

    private static boolean holds(Finding.ProcessFinding finding, List<ProcessKey> keys) {
        var held = finding.processes().stream().map(RemoteProcess::key).toList();
        return !keys.isEmpty() && new java.util.HashSet<>(held).containsAll(keys);
    }
}
