package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.HostFinding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Reported;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with hosts as far as the series of a node_exporter tell. Who waits for what is not
/// among it, and is not guessed.
final class ReportedHosts {
    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (Host host : scene.fleet().hosts()) {
            scene.stateOf(host)
                    .flatMap(HostState::lastReported)
                    .ifPresent(r -> {
                        r.facts().mounts().stream()
                                .filter(m -> !isRefused(m))
                                .forEach(m -> found.add(mount(host, r, m)));
                        blocked(scene, host, r, found);
                        clock(scene, host, r, found);
                    });
        }
        return found;
    }

    /// What the exporter may not look at, another user's FUSE mount, is none of a fault.
    private static boolean isRefused(FaultyMount mount) {
        return mount.error().contains("ermission denied")
                || mount.error().contains("not permitted");
    }

    private static Finding mount(Host host, Reported r, FaultyMount mount) {
        String point = Served.shown(mount.mountPoint());
        boolean silent = mount.silent();
        var draft =
                new Draft(
                                silent ? FindingKind.MOUNT_SILENT : FindingKind.MOUNT_FAULTY,
                                host.name() + ":" + mount.mountPoint(),
                                silent ? Severity.CRITICAL : Severity.MEDIUM)
                        .title(
                                "%s: %s %s, as %s reports"
                                        .formatted(
                                                host.name(),
                                                point,
                                                silent
                                                        ? "does not answer"
                                                        : "could not be asked for its size",
                                                r.source()))
                        .impact(
                                silent
                                        ? "Whatever touches it hangs. Who waits for it is not"
                                                + " known: series have no processes."
                                        : "It answers with an error, or not at all: the series do"
                                                + " not say which.");
        String error = mount.error().isEmpty() ? "" : "\n" + Served.shown(mount.error());
        return finding(
                host,
                draft,
                r,
                "statfs of " + point,
                "%s of type %s: node_filesystem_device_error is 1%s"
                        .formatted(
                                Served.shown(mount.source()), Served.shown(mount.type()), error));
    }

    private static void blocked(Scene scene, Host host, Reported r, List<Finding> found) {
        long blocked = r.facts().blocked().orElse(0);
        if (blocked > scene.hostThresholds().pileUp()) {
            int shown = (int) Math.min(blocked, Integer.MAX_VALUE);
            found.add(
                    finding(
                            host,
                            new Draft(FindingKind.PROCESS_PILE_UP, host.name(), Severity.MEDIUM)
                                    .title(
                                            "%s: %s in the kernel, as %s reports"
                                                    .formatted(
                                                            host.name(),
                                                            Texts.count(
                                                                    shown,
                                                                    "process waits",
                                                                    "processes wait"),
                                                            r.source()))
                                    .impact("Which they are, and what for, series do not tell."),
                            r,
                            "processes in state D",
                            "node_procs_blocked is " + blocked));
        }
    }

    private static void clock(Scene scene, Host host, Reported r, List<Finding> found) {
        Duration offset = r.facts().clockOffset().orElse(Duration.ZERO);
        if (offset.abs().compareTo(scene.hostThresholds().clockOffset()) > 0) {
            found.add(
                    finding(
                            host,
                            new Draft(FindingKind.CLOCK_OFF, host.name(), Severity.MEDIUM)
                                    .title(
                                            "%s: its clock is %s %s against that of %s"
                                                    .formatted(
                                                            host.name(),
                                                            Ages.of(offset),
                                                            offset.isNegative() ? "slow" : "fast",
                                                            r.source()))
                                    .impact(
                                            "Certificates, timers and logs on it are judged by a"
                                                    + " wrong time, unless the other clock is."),
                            r,
                            "its clock",
                            "node_time_seconds differs by %s from when it was scraped"
                                    .formatted(offset)));
        }
    }

    private static Finding finding(Host host, Draft draft, Reported r, String what, String text) {
        String instance = "\ninstance " + Served.shown(r.facts().instance());
        var evidence =
                new Evidence(
                        r.source() + ", of " + host.name(), what, text + instance, r.observedAt());
        return new HostFinding(draft.on(List.of(evidence)), host, r);
    }
}
