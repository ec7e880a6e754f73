package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes what closes a gap.
public final class Proposals {
    /// Names that mean nothing to any of the configuration languages.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");

    private final FleetSnapshot snapshot;
    private final Addresses addresses;
    private final RenewalPolicies policies;

    private Proposals(FleetSnapshot snapshot) {
        this.snapshot = snapshot;
        addresses = Addresses.of(snapshot);
        policies = RenewalPolicies.of(snapshot);
    }

    /// @param row with a gap
    /// @return empty where no supervision has answered, or the gap is not one that a further check
    ///   closes
    public static Optional<Proposal> of(FleetSnapshot snapshot, CoverageRow row) {
        return new Proposals(snapshot).of(row);
    }

    private Optional<Proposal> of(CoverageRow row) {
        boolean plain =
                row.subject() instanceof Subject.OfEndpoint(var e)
                        ? PLAIN.matcher(e.name()).matches()
                                && addresses.targets(e).stream()
                                        .allMatch(t ->
                                                PLAIN.matcher(t.address()).matches()
                                                        && PLAIN.matcher(t.label()).matches())
                        : PLAIN.matcher(row.subject().id()).matches();
        return isClosedByACheck(row) && plain
                ? observed(row).map(o -> of(row, o))
                : Optional.empty();
    }

    /// One more check would be as mute as those that there are.
    private static boolean isClosedByACheck(CoverageRow row) {
        return row.gaps().stream().anyMatch(g -> g.kind() != Gap.Kind.MUTED);
    }

    /// The one that looks at it already, else the first.
    private Optional<Observed> observed(CoverageRow row) {
        Optional<Supervision> first =
                row.covers().stream()
                        .map(Cover::supervision)
                        .findFirst()
                        .or(() ->
                                snapshot.fleet().supervision().stream()
                                        .filter(s -> seen(s).isPresent())
                                        .findFirst());
        return first.flatMap(this::seen);
    }

    private Optional<Observed> seen(Supervision supervision) {
        return Optional.ofNullable(snapshot.supervision().get(supervision.name()))
                .flatMap(FleetSnapshot.SupervisionState::lastObserved);
    }

    private Proposal of(CoverageRow row, Observed observed) {
        var wanted = new Wanted(row, observed, addresses, days(row));
        return switch (observed.supervision().kind()) {
            case NAGIOS -> new NagiosProposal(wanted).proposal();
            case ICINGA -> new IcingaProposal(wanted).proposal();
            case PROMETHEUS -> new PrometheusProposal(wanted).proposal();
        };
    }

    /// About two runs after the renewal was due, when one has failed for sure.
    private int days(CoverageRow row) {
        Optional<RenewalPolicy> policy =
                row.subject() instanceof Subject.OfEndpoint(var e)
                        ? addresses.leaf(e).flatMap(l -> policies.of(e, l))
                        : Optional.empty();
        Duration left =
                policy.map(p -> p.due().leftWhenDue().minus(p.due().every().multipliedBy(2)))
                        .orElse(Duration.ofDays(21));
        return Math.clamp(left.toDays(), 1, 365);
    }
}
