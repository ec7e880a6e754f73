package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.inventory.Nearest;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// Gets reports from engines.
final class Reports {
    private static final int MOST = 30;

    private Reports() {}

    /// One full cycle of a desk's fleet.
    static Report ofOneCycle(Desk desk, Terminal terminal) {
        return ofOneCycle(desk.engine(), desk.clock(), terminal);
    }

    /// One full cycle; the terminal shows how far it is.
    static Report ofOneCycle(Engine engine, InstantSource clock, Terminal terminal) {
        try (var _ = ProgressLine.begin(terminal, engine, clock)) {
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
        List<String> keys = report.findings().stream().map(f -> f.key().value()).toList();
        if (keys.isEmpty()) {
            return "there is no finding '%s': nothing is wrong".formatted(Plain.of(key));
        }
        String meant =
                Nearest.to(key, keys)
                        .map(n -> "did you mean '" + n + "'? There are:\n")
                        .orElse("there are:\n");
        String more = keys.size() > MOST ? "\n  and %d more".formatted(keys.size() - MOST) : "";
        return "there is no finding '%s'; %s%s%s"
                .formatted(
                        Plain.of(key),
                        meant,
                        keys.stream()
                                .limit(MOST)
                                .map(k -> "  " + k)
                                .collect(Collectors.joining("\n")),
                        more);
    }
}
