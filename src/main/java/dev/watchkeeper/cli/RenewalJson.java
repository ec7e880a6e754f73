package dev.watchkeeper.cli;

import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.TlsObservation.Presented;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a certificate is renewed, and where that stands.
///
/// @param renewal the name of the renewal in the fleet file
/// @param told whether somebody said so; else the rule is what most clients do
/// @param every the pause between two runs, with who says so in `everyBy`
/// @param expected empty where it is due and nothing says when the next run is
/// @param suggested what its authority said, where it was asked
record RenewalJson(
        Optional<String> renewal,
        RenewalRule rule,
        boolean told,
        RenewalPolicy.Standing standing,
        Instant due,
        Instant overdueAt,
        Optional<Instant> expected,
        long retriesLeft,
        Duration every,
        String everyBy,
        Optional<Instant> nextRun,
        Optional<SuggestedRenewal> suggested) {
    static Optional<RenewalJson> of(Presented seen, RenewalPolicies policies, Instant now) {
        return seen.leaf() instanceof Parsed leaf
                ? policies.of(seen.target().endpoint(), leaf).map(p -> of(p, now))
                : Optional.empty();
    }

    static Optional<RenewalJson> of(Reported told, RenewalPolicies policies, Instant now) {
        return policies.of(told.target().endpoint(), told.certificate()).map(p -> of(p, now));
    }

    private static RenewalJson of(RenewalPolicy policy, Instant now) {
        return new RenewalJson(
                policy.renewal().map(r -> r.name()),
                policy.due().rule(),
                policy.told(),
                policy.standing(now),
                policy.due().due(),
                policy.due().overdueAt(),
                policy.expected(now),
                policy.due().retriesLeft(now),
                policy.runs().every(),
                policy.runs().by(),
                policy.runs().next(),
                policy.suggested());
    }
}
