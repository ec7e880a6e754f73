package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Cadence;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.automation.Schedule.Standing;
import dev.watchkeeper.automation.Schedules;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.inventory.Renewal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// How often a renewal is tried.
///
/// @param every the pause between two runs
/// @param by who says so, such as `certbot.timer on ant-queen`
/// @param next when the next one begins, where a schedule says so
public record RenewalCadence(Duration every, String by, Optional<Instant> next) {
    private static final RenewalCadence DAILY =
            new RenewalCadence(
                    Duration.ofDays(1), "a run a day, as nothing says otherwise", Optional.empty());

    /// Where no renewal is known.
    static RenewalCadence unknown() {
        return DAILY;
    }

    /// As a schedule of its host says, else the fleet file, else daily.
    static RenewalCadence of(Renewal renewal, FleetSnapshot snapshot) {
        return Optional.ofNullable(snapshot.hosts().get(renewal.host()))
                .flatMap(HostState::lastProbed)
                .flatMap(p -> scheduled(renewal, p.snapshot()))
                .or(() -> renewal.timing().every().map(e -> said(renewal, e)))
                .orElse(DAILY);
    }

    private static RenewalCadence said(Renewal renewal, Duration every) {
        String by = "`every` of the renewal " + renewal.name() + " in the fleet file";
        return new RenewalCadence(every, by, Optional.empty());
    }

    private static Optional<RenewalCadence> scheduled(Renewal renewal, HostSnapshot host) {
        return Schedules.of(host).all().stream()
                .filter(s -> !Dependents.isLeftToSystemd(s, host))
                .filter(s -> Dependents.starts(s, renewal, renewal.host()))
                .sorted(Comparator.comparing(s -> s.standing() != Standing.ACTIVE))
                .flatMap(s -> of(s, renewal, host).stream())
                .findFirst();
    }

    private static Optional<RenewalCadence> of(Schedule s, Renewal renewal, HostSnapshot host) {
        String by = Served.shown(s.name()) + " on " + renewal.host();
        return Cadence.of(s, host).map(e -> new RenewalCadence(e, by, s.next().instant()));
    }
}
