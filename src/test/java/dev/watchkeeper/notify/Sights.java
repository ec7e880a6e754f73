package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.finding.Statement;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Thresholds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Findings and sights of them, for tests.
final class Sights {
    static final Instant NOW = Samples.NOW;

    private Sights() {}

    /// One about the console, so that no target has to answer for it to be over.
    static Finding finding(String subject, Severity severity, String title) {
        return finding(FindingKind.RUN_STUCK, subject, severity, title, Optional.empty());
    }

    static Finding symptom(String subject, Severity severity, Finding cause) {
        return finding(
                FindingKind.PROCESS_STUCK, subject, severity, subject, Optional.of(cause.key()));
    }

    static Finding finding(
            FindingKind kind,
            String subject,
            Severity severity,
            String title,
            Optional<FindingKey> cause) {
        return new Finding.ConsoleFinding(
                new Statement(
                        FindingKey.of(kind, subject),
                        kind,
                        severity,
                        title,
                        "Users wait.",
                        NOW,
                        List.of(new Evidence("h", "w", "t", NOW)),
                        cause));
    }

    static Sight of(Finding... findings) {
        return of(Notifications.NONE, findings);
    }

    static Sight of(Notifications how, Finding... findings) {
        return new Sight(FleetSnapshot.empty(fleet(how), NOW), List.of(findings), Map.of(), true);
    }

    static Fleet fleet(Notifications how) {
        return new Fleet(
                List.of(),
                List.of(),
                List.of(),
                Thresholds.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                how);
    }
}
