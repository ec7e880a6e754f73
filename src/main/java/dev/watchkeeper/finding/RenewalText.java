package dev.watchkeeper.finding;

import dev.watchkeeper.tls.RenewalDue;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.SuggestedRenewal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a renewal policy is said.
public final class RenewalText {
    private RenewalText() {}

    /// One or two sentences: `Renewal expected in 4 d; 26 tries left.`
    public static String standing(RenewalPolicy policy, Instant now) {
        RenewalDue due = policy.due();
        String left = "; " + tries(due.retriesLeft(now)) + " left.";
        String since = "due " + Ages.between(due.due(), now) + " ago";
        return switch (policy.standing(now)) {
            case WAITING -> "Renewal " + expected(policy, now) + left;
            case DUE -> "Renewal " + since + ", " + expected(policy, now) + left;
            case OVERDUE -> "Renewal overdue: " + since + left;
            case TOO_LATE -> "Renewal was " + since + ".";
        };
    }

    /// `no try`, `1 try`, `42 tries`, and never a number without end.
    public static String tries(long n) {
        if (n == 0) {
            return "no try";
        }
        return n > 9_999 ? "over 9,999 tries" : Texts.count((int) n, "try", "tries");
    }

    private static String expected(RenewalPolicy policy, Instant now) {
        Optional<Instant> at = policy.expected(now);
        return at.map(t -> "expected in " + Ages.between(now, t))
                .orElseGet(() -> "expected within " + span(policy.runs().every()));
    }

    /// Whose rule it is, and what it says: `certbot's renew_before_expiry: when less than 30 d are
    /// left`.
    public static String rule(RenewalRule rule) {
        String what =
                switch (rule) {
                    case RenewalRule.BeforeExpiry r ->
                            "when less than " + span(r.left()) + " are left";
                    case RenewalRule.AfterIssue r -> "when it is " + span(r.age()) + " old";
                    case RenewalRule.FractionLeft r ->
                            "when less than " + Math.round(r.fraction() * 100) + " % are left";
                    case RenewalRule.Window r -> "from " + r.from() + " to " + r.to();
                };
        return Served.shown(rule.source()) + ": " + what;
    }

    /// Exact, in the largest unit that divides it: `30 d`, `80 h`, `90 min`.
    public static String span(Duration d) {
        if (d.toSeconds() % 86_400 == 0) {
            return d.toDays() + " d";
        }
        if (d.toSeconds() % 3_600 == 0) {
            return d.toHours() + " h";
        }
        return d.toSeconds() % 60 == 0 ? d.toMinutes() + " min" : d.toSeconds() + " s";
    }

    /// All that is known of a policy, a line each.
    public static List<String> lines(RenewalPolicy policy) {
        RenewalDue due = policy.due();
        var lines = new ArrayList<String>();
        lines.add("rule: " + rule(due.rule()));
        lines.add("due " + due.due());
        lines.add("overdue from " + due.overdueAt() + ", two runs later");
        lines.add("tried every " + span(policy.runs().every()) + ", " + policy.runs().by());
        policy.runs().next().ifPresent(n -> lines.add("next run " + n));
        policy.suggested().ifPresent(s -> lines.add(suggested(s)));
        return lines;
    }

    /// What an authority said of when it wants a certificate renewed, in one sentence.
    public static String suggested(SuggestedRenewal said) {
        return switch (said) {
            case SuggestedRenewal.Suggested s ->
                    "its authority, asked %s, suggests %s to %s%s"
                            .formatted(
                                    s.askedAt(),
                                    s.window().from(),
                                    s.window().to(),
                                    s.explanation()
                                            .map(e -> "; why: " + Served.shown(e.toString()))
                                            .orElse(""));
            case SuggestedRenewal.Unknown u ->
                    "its authority, asked %s: %s".formatted(u.askedAt(), Served.shown(u.reason()));
        };
    }
}
