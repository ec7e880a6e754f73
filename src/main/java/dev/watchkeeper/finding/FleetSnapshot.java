package dev.watchkeeper.finding;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All that is known of a fleet at one moment. Every value carries when it was observed.
///
/// @param takenAt when it was folded
/// @param fleet what is watched
/// @param endpoints by [dev.watchkeeper.tls.TlsTarget#id()]; a target that was never asked is
///   absent
/// @param hosts by host name; a host that was never asked is absent
/// @param fleetProblems what is wrong with the fleet file on disk, while `fleet` is the last good
///   one
/// @param networkChanges the last ones of the workstation's own network, oldest first
/// @param suggested what authorities said of when they want certificates renewed, by the SHA-256 of
///   the leaf; of those that were never asked, nothing is there
/// @param supervision by name; one that was never asked is absent
public record FleetSnapshot(
        Instant takenAt,
        Fleet fleet,
        Map<String, EndpointState> endpoints,
        Map<String, HostState> hosts,
        List<String> fleetProblems,
        List<NetworkChange> networkChanges,
        Map<String, SuggestedRenewal> suggested,
        Map<String, SupervisionState> supervision) {
    /// A snapshot in which no supervision was asked.
    public FleetSnapshot(
            Instant takenAt,
            Fleet fleet,
            Map<String, EndpointState> endpoints,
            Map<String, HostState> hosts,
            List<String> fleetProblems,
            List<NetworkChange> networkChanges,
            Map<String, SuggestedRenewal> suggested) {
        this(takenAt, fleet, endpoints, hosts, fleetProblems, networkChanges, suggested, Map.of());
    }

    /// A snapshot in which no authority was asked.
    public FleetSnapshot(
            Instant takenAt,
            Fleet fleet,
            Map<String, EndpointState> endpoints,
            Map<String, HostState> hosts,
            List<String> fleetProblems,
            List<NetworkChange> networkChanges) {
        this(takenAt, fleet, endpoints, hosts, fleetProblems, networkChanges, Map.of());
    }

    public FleetSnapshot {
        endpoints = Map.copyOf(endpoints);
        hosts = Map.copyOf(hosts);
        fleetProblems = List.copyOf(fleetProblems);
        networkChanges = List.copyOf(networkChanges);
        suggested = Map.copyOf(suggested);
        supervision = Map.copyOf(supervision);
    }

    /// When an endpoint or a host was last asked; empty where none ever was.
    public Optional<Instant> lastAsked() {
        return Stream.concat(
                        endpoints.values().stream().map(s -> s.latest().observedAt()),
                        hosts.values().stream().map(s -> s.latest().observedAt()))
                .max(Instant::compareTo);
    }

    public static FleetSnapshot empty(Fleet fleet, Instant at) {
        return new FleetSnapshot(at, fleet, Map.of(), Map.of(), List.of(), List.of());
    }

    /// What is known of one address.
    ///
    /// @param latest the newest observation
    /// @param lastPresented the newest one with a certificate; equals `latest` when that has one
    /// @param failures how many times in a row no certificate was seen
    /// @param lastReported the newest one that a source told of it
    public record EndpointState(
            TlsObservation latest,
            Optional<TlsObservation.Presented> lastPresented,
            int failures,
            Optional<TlsObservation.Reported> lastReported) {
        /// An address of which no source tells.
        public EndpointState(
                TlsObservation latest,
                Optional<TlsObservation.Presented> lastPresented,
                int failures) {
            this(latest, lastPresented, failures, Optional.empty());
        }
    }

    /// What is known of one host.
    ///
    /// @param latest the newest observation
    /// @param lastProbed the newest one in which the probe answered; equals `latest` when that is
    ///   one
    /// @param unchangedSince processes that made no progress between samples, with the time of the
    ///   first of those samples; only of processes that were in at least two samples
    /// @param failures how many times in a row the probe did not answer
    /// @param automation what is known of its renewals; empty where it was never asked
    /// @param lastReported the newest one that a source told of it
    public record HostState(
            HostObservation latest,
            Optional<HostObservation.Probed> lastProbed,
            Map<ProcessKey, Instant> unchangedSince,
            int failures,
            Optional<AutomationState> automation,
            Optional<HostObservation.Reported> lastReported) {
        public HostState {
            unchangedSince = Map.copyOf(unchangedSince);
        }

        /// A host of which no source tells.
        public HostState(
                HostObservation latest,
                Optional<HostObservation.Probed> lastProbed,
                Map<ProcessKey, Instant> unchangedSince,
                int failures,
                Optional<AutomationState> automation) {
            this(latest, lastProbed, unchangedSince, failures, automation, Optional.empty());
        }

        /// A host that was not asked of its renewals.
        public HostState(
                HostObservation latest,
                Optional<HostObservation.Probed> lastProbed,
                Map<ProcessKey, Instant> unchangedSince,
                int failures) {
            this(latest, lastProbed, unchangedSince, failures, Optional.empty());
        }

        HostState with(AutomationObservation seen) {
            Optional<AutomationObservation.Observed> last =
                    seen instanceof AutomationObservation.Observed o
                            ? Optional.of(o)
                            : automation.flatMap(AutomationState::lastObserved);
            return new HostState(
                    latest,
                    lastProbed,
                    unchangedSince,
                    failures,
                    Optional.of(new AutomationState(seen, last)),
                    lastReported);
        }
    }

    /// What is known of a supervision.
    ///
    /// @param latest the newest observation; empty where it was never asked, and only drilled
    /// @param lastObserved the newest one that tells of it; equals `latest` when that does
    /// @param failures how many times in a row it could not be asked
    /// @param before the one before `lastObserved`, for what only two can tell
    /// @param drills the newest drill, and the newest that passed
    public record SupervisionState(
            Optional<SupervisionObservation> latest,
            Optional<SupervisionObservation.Observed> lastObserved,
            int failures,
            Optional<SupervisionObservation.Observed> before,
            DrillState drills) {
        public static final SupervisionState NEVER =
                new SupervisionState(
                        Optional.empty(), Optional.empty(), 0, Optional.empty(), DrillState.NEVER);

        SupervisionState with(SupervisionObservation seen) {
            return seen instanceof SupervisionObservation.Observed o
                    ? new SupervisionState(Optional.of(o), Optional.of(o), 0, lastObserved, drills)
                    : new SupervisionState(
                            Optional.of(seen), lastObserved, failures + 1, before, drills);
        }

        SupervisionState with(DrillResult result) {
            return new SupervisionState(
                    latest, lastObserved, failures, before, drills.with(result));
        }
    }

    /// What is known of drills.
    ///
    /// @param latest the newest
    /// @param lastPassed the newest that passed
    public record DrillState(Optional<DrillResult> latest, Optional<DrillResult> lastPassed) {
        public static final DrillState NEVER = new DrillState(Optional.empty(), Optional.empty());

        DrillState with(DrillResult result) {
            return new DrillState(
                    newer(latest, result),
                    result.passed() ? newer(lastPassed, result) : lastPassed);
        }

        private static Optional<DrillResult> newer(
                Optional<DrillResult> known, DrillResult result) {
            return known.filter(k -> k.startedAt().isAfter(result.startedAt()))
                    .or(() -> Optional.of(result));
        }
    }

    /// What is known of a host's renewals.
    ///
    /// @param latest the newest observation
    /// @param lastObserved the newest one that tells of them; equals `latest` when that does
    public record AutomationState(
            AutomationObservation latest, Optional<AutomationObservation.Observed> lastObserved) {}
}
