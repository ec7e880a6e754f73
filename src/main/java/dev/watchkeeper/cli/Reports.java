package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;

import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// Gets reports from engines.
final class Reports {
    private Reports() {}

    /// One full cycle.
    static Report ofOneCycle(Engine engine) {
        try {
            engine.refreshAll().get();
            // The history may have told meanwhile since when a finding is open.
            return engine.latest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws CliFailure that lists the keys there are
    static Finding finding(Report report, String key) {
        return report.finding(new FindingKey(key))
                .orElseThrow(() -> new CliFailure(absent(report, key)));
    }

    private static String absent(Report report, String key) {
        String keys =
                report.findings().stream()
                        .map(f -> "  " + f.key())
                        .collect(Collectors.joining("\n"));
        return keys.isEmpty()
                ? "there is no finding '%s': nothing is wrong".formatted(Plain.of(key))
                : "there is no finding '%s'; there are:%n%s".formatted(Plain.of(key), keys);
    }
}
