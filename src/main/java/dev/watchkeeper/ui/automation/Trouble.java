package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.cause.HostWords;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is known to be wrong with the hosts that runs work on, such that an ssh could wait for it.
final class Trouble {
    private final HostWords words;
    private final Map<String, Finding> worst = new HashMap<>();

    Trouble(Report report) {
        words = new HostWords(report.snapshot().fleet().hosts());
        report.findings().forEach(this::take);
    }

    private void take(Finding finding) {
        switch (finding) {
            case Finding.HostFinding f when isAway(f.kind()) -> put(f.host(), f);
            case Finding.MountFinding f when f.kind() == FindingKind.MOUNT_SILENT ->
                    put(f.host(), f);
            case Finding.ProcessFinding f when f.kind() == FindingKind.PROCESS_STUCK ->
                    put(f.host(), f);
            case Finding _ -> {}
        }
    }

    private static boolean isAway(FindingKind kind) {
        return kind == FindingKind.HOST_HUNG || kind == FindingKind.HOST_UNREACHABLE;
    }

    private void put(Host host, Finding finding) {
        worst.merge(host.name(), finding, (a, b) -> b.severity().worseThan(a.severity()) ? b : a);
    }

    /// The host of the fleet that a word on a command line means.
    Optional<String> host(String destination) {
        return words.of(destination).map(Host::name);
    }

    /// What is wrong with that host, in a sentence.
    Optional<String> with(String destination) {
        return host(destination)
                .flatMap(h -> Optional.ofNullable(worst.get(h)))
                .map(f -> f.statement().title());
    }
}
