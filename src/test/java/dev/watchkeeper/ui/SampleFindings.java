package dev.watchkeeper.ui;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the rules would say of the sample hosts.
final class SampleFindings {
    private SampleFindings() {}

    static List<Finding> findings(HostObservation observation, Instant now) {
        if (!(observation instanceof HostObservation.Probed p)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        p.snapshot().mounts().stream()
                .filter(m -> m.answer() instanceof Mount.Answer.Silent)
                .forEach(m -> findings.addAll(ofMount(p, m, now)));
        List<RemoteProcess> runs = named(p, "ansible-playboo");
        if (runs.size() > 3) {
            findings.add(
                    new Finding.ProcessFinding(pileUp(p.host(), runs.size(), now), p.host(), runs));
        }
        return findings;
    }

    private static List<RemoteProcess> named(HostObservation.Probed p, String command) {
        return p.snapshot().processes().stream().filter(x -> x.command().equals(command)).toList();
    }

    private static List<Finding> ofMount(HostObservation.Probed p, Mount mount, Instant now) {
        List<RemoteProcess> waiting = named(p, "df");
        String host = p.host().name();
        var key = FindingKey.of(FindingKind.MOUNT_SILENT, host + ":" + mount.mountPoint());
        return List.of(
                new Finding.MountFinding(
                        silent(key, host, mount, now),
                        p.host(),
                        p.snapshot().bootId(),
                        mount,
                        waiting),
                new Finding.ProcessFinding(
                        stuck(key, host, waiting.size(), now), p.host(), waiting));
    }

    private static Statement silent(FindingKey key, String host, Mount mount, Instant now) {
        String text =
                """
                no answer for 7 d (asked by pid 4711, still waiting)
                type fuse.glusterfs, connection 52, 3 requests waiting\
                """;
        return new Statement(
                key,
                FindingKind.MOUNT_SILENT,
                Severity.CRITICAL,
                host + ": " + mount.mountPoint() + " does not answer",
                "Whatever touches it hangs: df, backups, and the nightly run that gathers facts.",
                now.minusSeconds(6),
                List.of(
                        new Evidence(
                                host,
                                "statfs of " + mount.mountPoint(),
                                text,
                                now.minusSeconds(6))),
                Optional.empty());
    }

    private static Statement stuck(FindingKey cause, String host, int count, Instant now) {
        return new Statement(
                FindingKey.of(FindingKind.PROCESS_STUCK, host + ":df"),
                FindingKind.PROCESS_STUCK,
                Severity.HIGH,
                host + ": " + count + " df without progress on " + SampleHosts.MOUNT_POINT,
                "",
                now.minusSeconds(6),
                List.of(
                        new Evidence(
                                host,
                                "wait channel of df",
                                "request_wait_answer",
                                now.minusSeconds(6))),
                Optional.of(cause));
    }

    private static Statement pileUp(Host host, int count, Instant now) {
        return new Statement(
                SampleReports.PILE_UP,
                FindingKind.PROCESS_PILE_UP,
                Severity.HIGH,
                host.name() + ": " + count + " ansible-playbook at once, the oldest for 7 d",
                "Each nightly run adds one; the renewal never gets its turn.",
                now.minusSeconds(5),
                List.of(
                        new Evidence(
                                host.name(),
                                "processes named ansible-playbook",
                                count
                                        + " processes, 3 are usual; none made progress between two"
                                        + " samples",
                                now.minusSeconds(5))),
                Optional.empty());
    }
}
