package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Muting;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All checks of all supervision systems, by the names and addresses that they speak of. Used by
/// one thread.
final class CheckIndex {
    private final Map<String, List<Cover>> byName = new HashMap<>();
    private boolean answered;

    private CheckIndex() {}

    static CheckIndex of(FleetSnapshot snapshot) {
        var index = new CheckIndex();
        for (Supervision supervision : snapshot.fleet().supervision()) {
            Optional.ofNullable(snapshot.supervision().get(supervision.name()))
                    .flatMap(FleetSnapshot.SupervisionState::lastObserved)
                    .ifPresent(o -> index.add(supervision, o.status()));
        }
        return index;
    }

    /// Whether no supervision has answered.
    boolean isEmpty() {
        return !answered;
    }

    private void add(Supervision supervision, SupervisionStatus status) {
        answered = true;
        for (Check check : status.services()) {
            Optional<String> muted =
                    status.notifications() == Switch.OFF
                            ? Optional.of("notifications are off as a whole")
                            : Muting.of(check, status);
            var cover = new Cover(supervision, check, muted);
            names(check)
                    .forEach(n -> byName.computeIfAbsent(n, _ -> new ArrayList<>(2)).add(cover));
        }
    }

    private static Set<String> names(Check check) {
        var names = new HashSet<String>();
        names.add(lower(check.host()));
        names.add(lower(check.scope().address()));
        check.scope().names().forEach(n -> names.add(lower(n)));
        names.remove("");
        return names;
    }

    /// The checks that speak of any of these.
    List<Cover> of(Collection<String> names) {
        var found = new LinkedHashSet<Cover>();
        names.forEach(n -> found.addAll(byName.getOrDefault(lower(n), List.of())));
        return List.copyOf(found);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
