package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Processes without progress: one finding for each mount that they wait on, and one for those that
/// wait on something else.
///
/// A suspect ([Suspects]) that used no CPU and made no switch between two samples is stuck when the
/// samples are `stuckAfter` apart. When it waits on a mount that does not answer, or in a wait
/// channel of a file system, two samples a moment apart do, if it is `stuckAfter` old: what it
/// waits for is known. An idle daemon is never a suspect.
final class StuckRule {
    List<Finding> findings(Scene scene) {
        return Probe.each(scene, StuckRule::of);
    }

    private static List<Finding> of(Probe probe) {
        Map<String, Mount> silent = byMountPoint(MountRules.silent(probe));
        var stuck = new LinkedHashMap<Optional<Mount>, List<RemoteProcess>>();
        for (RemoteProcess p : stuck(probe, silent)) {
            Optional<Mount> mount = p.waitsOn().flatMap(w -> Optional.ofNullable(silent.get(w)));
            stuck.computeIfAbsent(mount, _ -> new ArrayList<>()).add(p);
        }
        var found = new ArrayList<Finding>();
        stuck.forEach((mount, processes) -> found.add(finding(probe, mount, processes)));
        return found;
    }

    /// The processes of a host that are stuck.
    static List<RemoteProcess> stuck(Probe probe) {
        return stuck(probe, byMountPoint(MountRules.silent(probe)));
    }

    private static List<RemoteProcess> stuck(Probe probe, Map<String, Mount> silent) {
        return Suspects.of(probe.snapshot()).stream()
                .filter(p -> isStuck(probe, p, p.waitsOn().filter(silent::containsKey).isPresent()))
                .toList();
    }

    /// Each silent mount point with the mount that its finding is about.
    private static Map<String, Mount> byMountPoint(Map<String, List<Mount>> silent) {
        var by = new HashMap<String, Mount>();
        silent.values().forEach(ms -> ms.forEach(m -> by.put(m.mountPoint(), ms.getFirst())));
        return by;
    }

    private static boolean isStuck(Probe probe, RemoteProcess p, boolean onSilentMount) {
        Instant since = probe.state().unchangedSince().get(p.key());
        Duration limit = probe.thresholds().stuckAfter();
        if (since == null || p.age().compareTo(limit) < 0) {
            return false;
        }
        Duration watched = Duration.between(since, probe.probed().observedAt());
        boolean known = onSilentMount || Suspects.waitsInFileSystem(p);
        return known || watched.compareTo(limit) >= 0;
    }

    private static Finding finding(
            Probe probe, Optional<Mount> mount, List<RemoteProcess> processes) {
        String host = probe.host().name();
        String subject = mount.map(m -> MountRules.subject(probe, m)).orElse(host);
        String where = mount.map(m -> " on " + Served.shown(m.mountPoint())).orElse("");
        var draft =
                new Draft(FindingKind.PROCESS_STUCK, subject, Severity.HIGH)
                        .title(
                                "%s: %s stuck%s, the oldest for %s"
                                        .formatted(
                                                host,
                                                Texts.count(
                                                        processes.size(), "process", "processes"),
                                                where,
                                                ProcessLines.oldest(processes)))
                        .impact("They make no progress and hold what they have.")
                        .cause(mount.map(m -> mountKey(probe, m)));
        return new ProcessFinding(
                draft.on(List.of(evidence(probe, processes))), probe.host(), processes);
    }

    private static FindingKey mountKey(Probe probe, Mount mount) {
        return FindingKey.of(FindingKind.MOUNT_SILENT, MountRules.subject(probe, mount));
    }

    private static Evidence evidence(Probe probe, List<RemoteProcess> processes) {
        Set<Instant> since = new HashSet<>();
        processes.forEach(p ->
                Optional.ofNullable(probe.state().unchangedSince().get(p.key()))
                        .ifPresent(since::add));
        String first = since.stream().min(Instant::compareTo).map(Instant::toString).orElse("");
        return probe.evidence(
                "processes without CPU time or switches since " + first,
                ProcessLines.of(processes));
    }
}
