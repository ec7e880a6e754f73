package dev.watchkeeper.ui.automation;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.EmptyState;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why there are no runs to be seen: none found, not checked yet, or could not be checked.
final class Emptiness {
    private Emptiness() {}

    /// @param what the table shows, such as `runs`
    /// @param narrowed whether the user has filtered or chosen
    static void explain(EmptyState state, String what, Report report, boolean narrowed) {
        FleetSnapshot snapshot = report.snapshot();
        List<String> unknown = unknown(snapshot);
        if (snapshot.fleet().hosts().isEmpty() && !snapshot.fleetProblems().isEmpty()) {
            state.couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (snapshot.fleet().hosts().isEmpty()) {
            state.none("No hosts", "The fleet file names none, so there is nowhere to look.");
        } else if (snapshot.hosts().isEmpty()) {
            state.notCheckedYet("The first answers arrive within seconds.");
        } else if (unknown.size() == snapshot.fleet().hosts().size()) {
            state.couldNotCheck("No host answered in full. Builders says why.");
        } else if (narrowed) {
            state.none("No " + what + " match", "Choose all hosts, or clear the filter.");
        } else if (unknown.isEmpty()) {
            state.none("No " + what + " seen", "Every host was looked at.");
        } else {
            state.partly(
                    "No " + what + " seen on the hosts that answered",
                    "It is not known of " + names(unknown) + ".");
        }
    }

    /// What is said above the table where not all hosts are known.
    static Optional<String> gap(String what, Report report) {
        List<String> unknown = unknown(report.snapshot());
        boolean some = !unknown.isEmpty() && !report.snapshot().hosts().isEmpty();
        return some
                ? Optional.of(
                        "%,d of %,d hosts did not answer in full, and what %s they have is not"
                                        .formatted(
                                                unknown.size(),
                                                report.snapshot().fleet().hosts().size(),
                                                what)
                                + " known: "
                                + names(unknown))
                : Optional.empty();
    }

    /// The hosts of which no whole answer was ever seen.
    private static List<String> unknown(FleetSnapshot snapshot) {
        return snapshot.fleet().hosts().stream()
                .map(Host::name)
                .filter(n -> !isKnown(Optional.ofNullable(snapshot.hosts().get(n))))
                .toList();
    }

    private static boolean isKnown(Optional<HostState> state) {
        return state.flatMap(HostState::lastProbed)
                .filter(p -> p.snapshot().complete())
                .isPresent();
    }

    private static String names(List<String> hosts) {
        String first = hosts.stream().limit(4).collect(Collectors.joining(", "));
        return hosts.size() > 4 ? "%s and %,d more".formatted(first, hosts.size() - 4) : first;
    }
}
