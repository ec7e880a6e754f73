package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.EmptyState;

/// Why a table of the hosts is empty: none found, not checked yet, or could not be checked.
final class Emptiness {
    private Emptiness() {}

    /// @param what the table shows
    /// @param narrowed whether the user has filtered or chosen
    static void explain(EmptyState state, String what, Report report, boolean narrowed) {
        var snapshot = report.snapshot();
        boolean answered =
                snapshot.hosts().values().stream().anyMatch(s -> s.lastProbed().isPresent());
        if (snapshot.fleet().hosts().isEmpty() && !snapshot.fleetProblems().isEmpty()) {
            state.couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (snapshot.fleet().hosts().isEmpty()) {
            state.none("No hosts", "The fleet file names none.");
        } else if (snapshot.hosts().isEmpty()) {
            state.notCheckedYet("The first answers arrive within seconds.");
        } else if (!answered) {
            state.couldNotCheck("No host answered. The Health tab says why.");
        } else if (narrowed) {
            state.none("No " + what + " match", "Choose all hosts and roles, or clear the filter.");
        } else {
            state.none("No " + what, "Every host that answered was looked at.");
        }
    }
}
