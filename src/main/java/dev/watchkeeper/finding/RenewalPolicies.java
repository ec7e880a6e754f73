package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.RenewalDue;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.SuggestedRenewal.Suggested;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The renewal policy of each certificate of a snapshot. What holds is the first of: what the
/// authority suggests (RFC 9773), the rule of the client that renews it, `renew-before` of the
/// endpoint, of the renewal, of the fleet, and what most clients do. Used by one thread.
public final class RenewalPolicies {
    private final FleetSnapshot snapshot;
    private final ClientRules clients;
    private final Map<String, Renewal> byEndpoint = new HashMap<>();
    private final Map<String, RenewalRuns> runs = new HashMap<>();

    private RenewalPolicies(FleetSnapshot snapshot, ClientRules clients) {
        this.snapshot = snapshot;
        this.clients = clients;
        for (Renewal renewal : snapshot.fleet().renewals()) {
            renewal.renews().forEach(id -> byEndpoint.putIfAbsent(id, renewal));
        }
    }

    /// Where no client's configuration is known.
    public static RenewalPolicies of(FleetSnapshot snapshot) {
        return new RenewalPolicies(snapshot, ClientRules.NONE);
    }

    public static RenewalPolicies of(FleetSnapshot snapshot, ClientRules clients) {
        return new RenewalPolicies(snapshot, clients);
    }

    /// Returns empty for a certificate that never expires.
    public Optional<RenewalPolicy> of(TlsEndpoint endpoint, Parsed leaf) {
        Optional<Renewal> renewal = Optional.ofNullable(byEndpoint.get(endpoint.id()));
        RenewalRuns tried = renewal.map(this::runsOf).orElseGet(RenewalRuns::unknown);
        Optional<SuggestedRenewal> said =
                renewal.filter(r -> r.timing().acmeDirectory().isPresent())
                        .map(_ -> snapshot.suggested().get(leaf.sha256()));
        Optional<RenewalRule> told =
                said.flatMap(RenewalPolicies::window)
                        .or(() -> clients.of(endpoint, leaf))
                        .or(() -> fromFile(endpoint, renewal));
        return RenewalDue.of(
                        leaf,
                        told.orElseGet(() -> RenewalRule.usual(leaf.lifetime())),
                        tried.every())
                .map(d -> said.flatMap(RenewalPolicies::changed).map(d::knownSince).orElse(d))
                .map(d -> new RenewalPolicy(d, told.isPresent(), renewal, tried, said));
    }

    private RenewalRuns runsOf(Renewal renewal) {
        return runs.computeIfAbsent(renewal.name(), _ -> RenewalRuns.of(renewal, snapshot));
    }

    private static Optional<RenewalRule> window(SuggestedRenewal said) {
        return said instanceof Suggested s ? Optional.of(s.window()) : Optional.empty();
    }

    private static Optional<Instant> changed(SuggestedRenewal said) {
        return said instanceof Suggested s ? s.changedAt() : Optional.empty();
    }

    private Optional<RenewalRule> fromFile(TlsEndpoint endpoint, Optional<Renewal> renewal) {
        Optional<Duration> fleets = snapshot.fleet().thresholds().certificates().renewBefore();
        Optional<Duration> own =
                endpoint.thresholds()
                        .flatMap(t -> t.renewBefore())
                        .filter(b -> !fleets.equals(Optional.of(b)));
        return own.map(b -> before(b, "`renew-before` of " + endpoint.id()))
                .or(() -> renewal.flatMap(RenewalPolicies::before))
                .or(() -> fleets.map(b -> before(b, "`renew-before` of the fleet")));
    }

    private static Optional<RenewalRule> before(Renewal renewal) {
        String source = "`renew-before` of the renewal " + renewal.name();
        return renewal.timing().before().map(b -> before(b, source));
    }

    private static RenewalRule before(Duration left, String source) {
        return new RenewalRule.BeforeExpiry(left, source + " in the fleet file");
    }
}
