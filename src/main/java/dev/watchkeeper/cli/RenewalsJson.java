package dev.watchkeeper.cli;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.ClientSchedules;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.finding.FleetSnapshot.AutomationState;
import dev.watchkeeper.host.HostSnapshot;

import java.util.List;
import java.util.Optional;

/// The renewals of a host, as `--json` prints them.
///
/// @param lastObserved only when the newest observation tells nothing
/// @param starters what starts each client, as of the newest answer of the probe
record RenewalsJson(
        AutomationObservation latest,
        Optional<AutomationObservation> lastObserved,
        List<StarterJson> starters) {
    static RenewalsJson of(AutomationState state, Optional<HostSnapshot> snapshot) {
        return new RenewalsJson(
                state.latest(),
                state.lastObserved().filter(o -> !o.equals(state.latest())).map(o -> o),
                state.lastObserved()
                        .map(Observed::automation)
                        .flatMap(a -> snapshot.map(s -> starters(a, s)))
                        .orElse(List.of()));
    }

    private static List<StarterJson> starters(RenewalAutomation a, HostSnapshot snapshot) {
        return a.clients().stream()
                .map(c -> StarterJson.of(c, ClientSchedules.of(c, a.shadows(), snapshot)))
                .toList();
    }

    /// @param client its program and place
    /// @param working names of the schedules that start it
    /// @param idle those that do not, with why
    record StarterJson(String client, List<String> working, List<IdleJson> idle, boolean known) {
        static StarterJson of(RenewalClient client, ClientSchedules schedules) {
            return new StarterJson(
                    client.label(),
                    schedules.working().stream().map(s -> s.schedule().name()).toList(),
                    schedules.idle().stream()
                            .map(s -> new IdleJson(s.schedule().name(), s.why()))
                            .toList(),
                    schedules.known());
        }
    }

    record IdleJson(String schedule, String why) {}
}
