package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.inventory.VisibleText;

/// A run that an earlier console began, and whose outcome is not in the record.
///
/// @param finding what it was to fix
/// @param host the name of its host
/// @param renewal the renewal's name where the host tells it, else empty; no control characters
/// @param fate what its host says of it now
public record EarlierRun(FindingKey finding, String host, RunId id, String renewal, RunFate fate) {
    /// One sentence: what it is and what became of it.
    public String text() {
        return "The renewal %son %s that an earlier console began (run %s) %s."
                .formatted(
                        renewal.isEmpty() ? "" : "“%s” ".formatted(renewal),
                        VisibleText.capped(host, 120),
                        id,
                        fate.shown());
    }
}
