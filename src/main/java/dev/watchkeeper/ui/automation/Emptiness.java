package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.automation.Looks.Look;
import dev.watchkeeper.ui.fx.EmptyState;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Why there is nothing to be seen, or not all of it: none found, not checked yet, or could not be
/// checked.
///
/// @param what is looked for, such as `runs`
/// @param unknown the hosts of which it is not known
record Emptiness(String what, Report report, List<String> unknown) {
    Emptiness {
        unknown = List.copyOf(unknown);
    }

    /// Of a host whose answer was never whole it is not known which runs it has.
    static Emptiness ofRuns(Report report) {
        return new Emptiness(
                "runs",
                report,
                report.snapshot().fleet().hosts().stream()
                        .map(Host::name)
                        .filter(n ->
                                !isWhole(Optional.ofNullable(report.snapshot().hosts().get(n))))
                        .toList());
    }

    private static boolean isWhole(Optional<HostState> state) {
        return state.flatMap(HostState::lastProbed)
                .filter(p -> p.snapshot().complete())
                .isPresent();
    }

    static Emptiness ofSchedules(Report report, List<Look> looks) {
        Set<String> known =
                looks.stream()
                        .filter(l -> l.found().schedules().known())
                        .map(l -> l.host().name())
                        .collect(Collectors.toSet());
        return new Emptiness(
                "schedules",
                report,
                report.snapshot().fleet().hosts().stream()
                        .map(Host::name)
                        .filter(n -> !known.contains(n))
                        .toList());
    }

    /// @param narrowed whether the user has filtered or chosen
    void explain(EmptyState state, boolean narrowed) {
        var snapshot = report.snapshot();
        if (snapshot.fleet().hosts().isEmpty() && !snapshot.fleetProblems().isEmpty()) {
            state.couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (snapshot.fleet().hosts().isEmpty()) {
            state.none("No hosts", "The fleet file names none, so there is nowhere to look.");
        } else if (snapshot.hosts().isEmpty()) {
            state.notCheckedYet("The first answers arrive within seconds.");
        } else if (unknown.size() == snapshot.fleet().hosts().size()) {
            state.couldNotCheck("No host told in full which %s it has.".formatted(what));
        } else if (narrowed) {
            state.none("No " + what + " match", "Choose all hosts, or clear the filter.");
        } else if (unknown.isEmpty()) {
            state.none("No " + what + " seen", "Every host was looked at.");
        } else {
            state.partly(
                    "No " + what + " seen on the hosts that told",
                    "It is not known of " + names() + ".");
        }
    }

    /// What is said above the table where not all hosts are known.
    Optional<String> gap() {
        if (unknown.isEmpty() || report.snapshot().hosts().isEmpty()) {
            return Optional.empty();
        }
        int all = report.snapshot().fleet().hosts().size();
        return Optional.of(
                "%,d of %,d hosts did not tell in full which %s they have: %s"
                        .formatted(unknown.size(), all, what, names()));
    }

    private String names() {
        String first = unknown.stream().limit(4).collect(Collectors.joining(", "));
        return unknown.size() > 4 ? "%s and %,d more".formatted(first, unknown.size() - 4) : first;
    }
}
