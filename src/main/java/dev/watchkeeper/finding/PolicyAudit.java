package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.RenewalText.span;

import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.tls.RenewalDue;
import dev.watchkeeper.tls.RenewalRule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Compares one renewal policy with its own runs and with when it is warned of. Times are what is
/// left of the certificate then.
final class PolicyAudit {
    private final Served served;
    private final RenewalPolicy policy;
    private final RenewalDue due;
    private final Duration lifetime;
    private final Duration left;
    private final Duration every;
    private final Duration warning;

    private PolicyAudit(Served served, RenewalPolicy policy) {
        this.served = served;
        this.policy = policy;
        due = policy.due();
        lifetime = due.lifetime();
        left = due.leftWhenDue();
        every = due.every();
        double fraction = served.thresholds().warningFor(lifetime);
        warning = Duration.ofSeconds(Math.round(lifetime.toSeconds() * fraction));
    }

    static List<PolicyFault> of(Served served, RenewalPolicy policy) {
        return new PolicyAudit(served, policy).faults();
    }

    private List<PolicyFault> faults() {
        var faults = new ArrayList<PolicyFault>(0);
        if (left.compareTo(lifetime) >= 0) {
            faults.add(renewsAlways());
        } else if (left.compareTo(twoRuns()) <= 0) {
            faults.add(renewsLate());
        }
        if (warning.compareTo(left) > 0) {
            faults.add(warnsEarly());
        } else if (isOwn() && warning.compareTo(whenOverdue().minus(percent())) < 0) {
            faults.add(warnsLate());
        }
        return faults;
    }

    private Duration whenOverdue() {
        return left.minus(twoRuns());
    }

    /// Thresholds are set in whole percents of the lifetime.
    private Duration percent() {
        return lifetime.dividedBy(100);
    }

    private Duration twoRuns() {
        return every.multipliedBy(RenewalDue.MISSED_RUNS);
    }

    /// Whether somebody has chosen when it is warned of.
    private boolean isOwn() {
        CertificateThresholds base = CertificateThresholds.DEFAULT;
        return served.thresholds().warningFor(lifetime) != base.warningFor(lifetime);
    }

    private PolicyFault renewsAlways() {
        return fault(
                FindingKind.POLICY_RENEWS_ALWAYS,
                Severity.MEDIUM,
                "due from the first day on: renewed with %s left of %s"
                        .formatted(said(left), said(lifetime)),
                "Each run renews it anew, until its authority refuses.",
                renewBefore());
    }

    private PolicyFault renewsLate() {
        boolean hopeless = left.compareTo(every) < 0;
        String words =
                left.isPositive()
                        ? "renewed only %s before its end, and tried every %s"
                                .formatted(said(left), said(every))
                        : "due only when it has expired";
        return fault(
                FindingKind.POLICY_RENEWS_LATE,
                hopeless ? Severity.HIGH : Severity.MEDIUM,
                words,
                hopeless
                        ? "It may expire before any run has tried."
                        : "It has expired before anybody can see that its renewal fails.",
                usual().compareTo(twoRuns()) > 0 ? renewBefore() : oftener());
    }

    private PolicyFault warnsEarly() {
        boolean late = left.compareTo(usual()) < 0;
        return fault(
                FindingKind.POLICY_WARNS_EARLY,
                Severity.MEDIUM,
                "warned of %s before its end, but renewed only %s before it"
                        .formatted(said(warning), said(left)),
                "It is warned of each time although all is well, and such a warning is not read"
                        + " when it matters.",
                late && usual().compareTo(warning) > 0 ? renewBefore() : warn());
    }

    private PolicyFault warnsLate() {
        Duration silent = whenOverdue().minus(warning);
        return fault(
                FindingKind.POLICY_WARNS_LATE,
                Severity.LOW,
                "its expiry is warned of only %s after its renewal is overdue"
                        .formatted(Ages.of(silent)),
                "Whoever listens for that warning alone hears late that the renewal is dead.",
                warn());
    }

    private Duration usual() {
        return RenewalRule.usual(lifetime) instanceof RenewalRule.FractionLeft f
                ? Duration.ofHours(Math.round(lifetime.toSeconds() * f.fraction() / 3600))
                : left;
    }

    private String renewBefore() {
        return "let it be renewed with %s left (%s)".formatted(said(usual()), where());
    }

    private String where() {
        return "now: " + RenewalText.rule(due.rule());
    }

    private String oftener() {
        Duration quarter = Duration.ofMinutes(Math.max(1, usual().toMinutes() / 4));
        return "try it at least every %s (now: %s, %s)"
                .formatted(Ages.of(quarter), said(every), policy.runs().by());
    }

    /// About two runs after it was due, when one has failed for sure, and never before it is due.
    private String warn() {
        double whole = lifetime.toSeconds() / 100.0;
        double wanted = Math.ceil(whenOverdue().toSeconds() / whole);
        long percent = (long) Math.min(wanted, Math.floor(left.toSeconds() / whole));
        return percent < 1
                ? oftener()
                : "`thresholds: {%s: %d%%}` of %s in the fleet file"
                        .formatted(
                                isShort() ? "short-lived-warning" : "warning",
                                percent,
                                served.endpoint().id());
    }

    private boolean isShort() {
        return lifetime.compareTo(served.thresholds().shortLived()) <= 0;
    }

    private PolicyFault fault(
            FindingKind kind, Severity severity, String words, String impact, String change) {
        String evidence =
                "lifetime %s; due with %s left, tried every %s, warned of with %s left"
                        .formatted(said(lifetime), said(left), span(every), said(warning));
        return new PolicyFault(kind, severity, words, impact, change, evidence);
    }

    /// To the hour where that says enough.
    private static String said(Duration d) {
        long hours = Math.round(d.toSeconds() / 3600.0);
        return Math.abs(hours) < 3 ? Ages.of(d) : span(Duration.ofHours(hours));
    }
}
