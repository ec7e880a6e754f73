package dev.watchkeeper.notify;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.watchkeeper.finding.Severity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One change that is told: a cause with its symptoms. All texts are escaped already.
///
/// @param key of the finding, `kind/subject`
/// @param kind its kind, such as `certificate-expired`
/// @param severity the worst of the group; of one that is over, the worst that was told
/// @param before what was told before it got worse
/// @param since when the finding began
/// @param flaps how many times it went and came back without being told
/// @param symptoms the first of them
/// @param symptomCount how many there are
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Change(
        Event event,
        String key,
        String kind,
        Severity severity,
        Optional<Severity> before,
        String title,
        String impact,
        Instant since,
        int flaps,
        List<Symptom> symptoms,
        int symptomCount) {
    public Change {
        symptoms = List.copyOf(symptoms);
    }

    /// What has happened.
    public enum Event {
        OPENED,
        WORSENED,
        /// It was told to be over not long ago.
        AGAIN,
        /// Its acknowledgement or silence has ended, and it has not.
        STILL_OPEN,
        RESOLVED;

        /// In words.
        String words() {
            return switch (this) {
                case OPENED -> "new";
                case WORSENED -> "worse";
                case AGAIN -> "again";
                case STILL_OPEN -> "still open";
                case RESOLVED -> "resolved";
            };
        }
    }

    /// A finding that another one causes.
    public record Symptom(String key, Severity severity, String title) {}
}
