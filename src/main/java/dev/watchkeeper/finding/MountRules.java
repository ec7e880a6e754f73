package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Mounts that do not answer, or answer with an error.
final class MountRules {
    List<Finding> findings(Scene scene) {
        return Probe.each(scene, MountRules::of);
    }

    private static List<Finding> of(Probe probe) {
        var found = new ArrayList<Finding>();
        silent(probe).values().forEach(mounts -> found.add(silent(probe, mounts)));
        for (Mount mount : probe.snapshot().mounts()) {
            if (mount.answer() instanceof Answer.Faulty faulty) {
                found.add(faulty(probe, mount, faulty));
            }
        }
        return found;
    }

    /// Silent mounts by what is behind them: several mounts of one FUSE connection are one problem.
    static Map<String, List<Mount>> silent(Probe probe) {
        var byDevice = new LinkedHashMap<String, List<Mount>>();
        for (Mount mount : Suspects.silentMounts(probe.snapshot())) {
            if (since(mount).compareTo(probe.thresholds().mountAnswer()) >= 0) {
                String behind =
                        mount.fuseConnection().isPresent()
                                ? mount.device()
                                : "at " + mount.mountPoint();
                byDevice.computeIfAbsent(behind, _ -> new ArrayList<>()).add(mount);
            }
        }
        return byDevice;
    }

    static String subject(Probe probe, Mount mount) {
        return probe.host().name() + ":" + mount.mountPoint();
    }

    private static Duration since(Mount mount) {
        return mount.answer() instanceof Answer.Silent s ? s.since() : Duration.ZERO;
    }

    private static Finding silent(Probe probe, List<Mount> mounts) {
        Mount mount = mounts.getFirst();
        List<RemoteProcess> waiting = waiting(probe, mounts);
        String waiters =
                waiting.isEmpty()
                        ? ""
                        : "; "
                                + Texts.count(waiting.size(), "process waits", "processes wait")
                                + " on it";
        var draft =
                new Draft(FindingKind.MOUNT_SILENT, subject(probe, mount), Severity.CRITICAL)
                        .title(
                                "%s: %s has not answered for %s%s"
                                        .formatted(
                                                probe.host().name(),
                                                Served.shown(mount.mountPoint()),
                                                Ages.of(since(mount)),
                                                waiters))
                        .impact("Whatever touches it hangs, df and ansible's setup among them.");
        return new MountFinding(
                draft.on(evidence(probe, mounts, waiting)),
                probe.host(),
                probe.snapshot().bootId(),
                mount,
                waiting);
    }

    private static List<Evidence> evidence(
            Probe probe, List<Mount> mounts, List<RemoteProcess> waiting) {
        var evidence = new ArrayList<Evidence>();
        mounts.forEach(m -> evidence.add(statfs(probe, m)));
        Mount mount = mounts.getFirst();
        mount.fuseConnection().ifPresent(c -> evidence.add(connection(probe, mount, c)));
        server(probe, mount).ifPresent(evidence::add);
        if (!waiting.isEmpty()) {
            evidence.add(probe.evidence("processes that wait on it", ProcessLines.of(waiting)));
        }
        return evidence;
    }

    private static Evidence statfs(Probe probe, Mount m) {
        String asker =
                m.answer() instanceof Answer.Silent s && s.asker() > 0
                        ? "; our question waits in pid " + s.asker()
                        : "";
        return probe.evidence(
                "statfs of " + Served.shown(m.mountPoint()),
                "%s of type %s, device %s: no answer for %s%s"
                        .formatted(
                                Served.shown(m.source()),
                                Served.shown(m.type()),
                                Served.shown(m.device()),
                                Ages.of(since(m)),
                                asker));
    }

    private static Evidence connection(Probe probe, Mount mount, int connection) {
        String waiting =
                mount.fuseWaiting().isPresent()
                        ? mount.fuseWaiting().getAsInt() + " requests wait"
                        : "the number of waiting requests could not be read";
        return probe.evidence("FUSE connection " + connection, waiting);
    }

    private static Optional<Evidence> server(Probe probe, Mount mount) {
        if (mount.serverPid().isEmpty()) {
            return Optional.empty();
        }
        long pid = mount.serverPid().getAsLong();
        Optional<RemoteProcess> process = probe.snapshot().process(pid);
        String stopped =
                process.filter(p -> p.state() == 'T').isPresent()
                        ? "\nit is stopped (state T): it answers nothing until it is continued"
                        : "";
        String text = process.map(ProcessLines::line).orElse("pid " + pid) + stopped;
        return Optional.of(probe.evidence("the process that serves it", text));
    }

    static List<RemoteProcess> waiting(Probe probe, List<Mount> mounts) {
        Set<String> points =
                mounts.stream().map(Mount::mountPoint).collect(java.util.stream.Collectors.toSet());
        Set<Long> ours = Suspects.askers(probe.snapshot());
        return probe.snapshot().processes().stream()
                .filter(p -> !ours.contains(p.key().pid()))
                .filter(p -> Suspects.waitsOn(p, points))
                .toList();
    }

    private static Finding faulty(Probe probe, Mount mount, Answer.Faulty faulty) {
        var draft =
                new Draft(FindingKind.MOUNT_FAULTY, subject(probe, mount), Severity.MEDIUM)
                        .title(
                                "%s: %s answers with an error"
                                        .formatted(
                                                probe.host().name(),
                                                Served.shown(mount.mountPoint())))
                        .impact("Whatever uses it fails until it is unmounted or mounted again.");
        var evidence =
                probe.evidence(
                        "statfs of " + Served.shown(mount.mountPoint()),
                        Served.shown(faulty.error()));
        return new MountFinding(
                draft.on(List.of(evidence)),
                probe.host(),
                probe.snapshot().bootId(),
                mount,
                List.of());
    }
}
