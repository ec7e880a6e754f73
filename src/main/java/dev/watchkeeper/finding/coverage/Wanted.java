package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.Switch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A check that is wanted.
///
/// @param warnDays with fewer days left it should warn
record Wanted(CoverageRow row, Observed observed, Addresses addresses, int warnDays) {
    /// Names that mean nothing to any configuration's language: they come from outside.
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._:@ -]+");

    int criticalDays() {
        return Math.max(1, warnDays / 3);
    }

    /// What the supervision calls the host of the subject, where it knows it.
    Optional<String> knownHost() {
        return own().map(Check::host).filter(h -> PLAIN.matcher(h).matches()).findFirst();
    }

    private java.util.stream.Stream<Check> own() {
        return row.covers().stream()
                .filter(c -> c.supervision().name().equals(observed.supervision().name()))
                .map(Cover::check);
    }

    /// Those who hear of what is checked of it already, else everybody who can be told.
    List<String> contacts() {
        List<String> own =
                own().flatMap(c -> c.telling().contacts().stream())
                        .distinct()
                        .filter(this::canBeTold)
                        .toList();
        return own.isEmpty()
                ? observed.status().contacts().stream()
                        .map(Contact::name)
                        .filter(this::canBeTold)
                        .toList()
                : own;
    }

    private boolean canBeTold(String name) {
        return PLAIN.matcher(name).matches()
                && observed.status().contacts().stream()
                        .filter(c -> c.name().equals(name))
                        .anyMatch(c ->
                                c.services() != Switch.OFF
                                        && c.ways().stream()
                                                .anyMatch(w -> w.works() != Switch.OFF));
    }

    Proposal proposal(String text, List<String> objects, Optional<String> byHand) {
        return new Proposal(observed.supervision(), row.subject().id(), text, objects, byHand);
    }
}
