package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.List;

/// Processes of names that must not outlive a job, and did.
final class LeftoverRule {
    /// proc(5): `comm` is cut to 15 bytes.
    private static final int COMM = 15;

    List<Finding> findings(Scene scene) {
        return Probe.each(scene, LeftoverRule::of);
    }

    private static List<Finding> of(Probe probe) {
        var found = new ArrayList<Finding>();
        for (String name : probe.host().leftovers()) {
            List<RemoteProcess> left =
                    probe.snapshot().processes().stream()
                            .filter(p -> p.command().equals(cut(name)) && !hasEnded(p))
                            .filter(p -> p.age().compareTo(probe.thresholds().leftoverAfter()) > 0)
                            .toList();
            if (!left.isEmpty()) {
                found.add(finding(probe, name, left));
            }
        }
        return found;
    }

    /// A zombie without other threads holds nothing; who started it has not asked for its status.
    private static boolean hasEnded(RemoteProcess p) {
        return p.state() == 'Z' && p.threads() <= 1;
    }

    private static Finding finding(Probe probe, String name, List<RemoteProcess> left) {
        String host = probe.host().name();
        var draft =
                new Draft(FindingKind.PROCESS_LEFTOVER, host + ":" + name, Severity.MEDIUM)
                        .title(
                                "%s: %s left over for %s"
                                        .formatted(
                                                host,
                                                left.size() == 1
                                                        ? Served.shown(name)
                                                        : left.size() + " " + Served.shown(name),
                                                ProcessLines.oldest(left)))
                        .impact("A job that has ended left it running.");
        var evidence =
                probe.evidence("processes named " + Served.shown(name), ProcessLines.of(left));
        return new ProcessFinding(draft.on(List.of(evidence)), probe.host(), left);
    }

    private static String cut(String name) {
        return name.length() > COMM ? name.substring(0, COMM) : name;
    }
}
