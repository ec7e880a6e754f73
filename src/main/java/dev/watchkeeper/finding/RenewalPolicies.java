package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.RenewalDue;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ReportedCertificate;
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
    private final Archives archives;
    private final Map<String, Renewal> byEndpoint = new HashMap<>();
    private final Map<String, RenewalCadence> runs = new HashMap<>();

    private RenewalPolicies(Archives archives) {
        this.archives = archives;
        snapshot = archives.snapshot();
        for (Renewal renewal : snapshot.fleet().renewals()) {
            renewal.renews().forEach(id -> byEndpoint.putIfAbsent(id, renewal));
        }
    }

    public static RenewalPolicies of(FleetSnapshot snapshot) {
        return new RenewalPolicies(Archives.of(snapshot));
    }

    static RenewalPolicies of(Archives archives) {
        return new RenewalPolicies(archives);
    }

    /// Returns empty for a certificate that never expires.
    public Optional<RenewalPolicy> of(TlsEndpoint endpoint, Parsed leaf) {
        Optional<Renewal> renewal = Optional.ofNullable(byEndpoint.get(endpoint.id()));
        RenewalCadence tried = renewal.map(this::runsOf).orElseGet(RenewalCadence::unknown);
        Optional<SuggestedRenewal> said =
                renewal.filter(r -> r.timing().acmeDirectory().isPresent())
                        .map(_ -> snapshot.suggested().get(leaf.sha256()));
        Optional<RenewalRule> told =
                said.flatMap(RenewalPolicies::window)
                        .or(() ->
                                archives.keeping(endpoint.name(), leaf)
                                        .map(a -> a.lineage().rule()))
                        .or(() -> fromFile(endpoint, renewal));
        return RenewalDue.of(
                        leaf,
                        told.orElseGet(() -> RenewalRule.usual(leaf.lifetime())),
                        tried.every())
                .map(d -> said.flatMap(RenewalPolicies::changed).map(d::knownSince).orElse(d))
                .map(d -> new RenewalPolicy(d, told.isPresent(), renewal, tried, said));
    }

    /// The policy of a certificate of which a source tells when it ends. Returns empty for one that
    /// never expires, and where neither the fleet file nor its lifetime says when it is due.
    public Optional<RenewalPolicy> of(TlsEndpoint endpoint, ReportedCertificate told) {
        Optional<Renewal> renewal = Optional.ofNullable(byEndpoint.get(endpoint.id()));
        RenewalCadence tried = renewal.map(this::runsOf).orElseGet(RenewalCadence::unknown);
        Optional<RenewalRule> said = fromFile(endpoint, renewal);
        return said.or(() -> told.notBefore().map(_ -> RenewalRule.usual(told.lifetime())))
                .flatMap(rule -> RenewalDue.of(told, rule, tried.every()))
                .map(d -> new RenewalPolicy(d, said.isPresent(), renewal, tried, Optional.empty()));
    }

    /// Who renews a certificate: the first of the fleet file's command, the client that keeps it on
    /// a host, and the endpoint's note.
    ///
    /// @param leaf empty where none was seen
    public RenewalWay wayOf(TlsEndpoint endpoint, Optional<Parsed> leaf) {
        Renewal renewal = byEndpoint.get(endpoint.id());
        if (renewal != null) {
            return new RenewalWay.Command(renewal);
        }
        return leaf.flatMap(l -> archives.keeping(endpoint.name(), l))
                .<RenewalWay>map(RenewalWay.Client::new)
                .or(() -> endpoint.renewalNote().map(RenewalWay.Told::new))
                .orElseGet(RenewalWay.NotKnown::new);
    }

    private RenewalCadence runsOf(Renewal renewal) {
        return runs.computeIfAbsent(renewal.name(), _ -> RenewalCadence.of(renewal, snapshot));
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
