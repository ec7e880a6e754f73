package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.finding.RenewalText;
import dev.watchkeeper.finding.RenewalWay;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Spans;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a certificate is renewed and who does it, as short as a cell needs.
final class RenewalWords {
    private static final int LONGEST = 200;

    private RenewalWords() {}

    /// `in 4 d · 26 tries`, `due · 3 tries`, `overdue · no try`: those that are left.
    static String standing(RenewalPolicy policy, Instant now) {
        String left = " · " + RenewalText.tries(policy.due().retriesLeft(now));
        return switch (policy.standing(now)) {
            case WAITING -> "in " + wait(policy, now) + left;
            case DUE -> "due" + left;
            case OVERDUE -> "overdue" + left;
            case TOO_LATE -> "not renewed in time";
        };
    }

    private static String wait(RenewalPolicy policy, Instant now) {
        Instant at = policy.expected(now).orElse(policy.due().due());
        return Spans.words(Duration.between(now, at));
    }

    /// All that is known of it, a line each.
    static String explained(CertificateRow row, Instant now) {
        return row.renewal()
                .map(p ->
                        RenewalText.standing(p, now)
                                + "\n"
                                + String.join("\n", RenewalText.lines(p)))
                .orElse("");
    }

    /// Who renews it: `docs: certbot on ant-queen`, `certbot on ant-queen`, the note, `by hand`.
    static String way(RenewalWay way) {
        return switch (way) {
            case RenewalWay.Command(Renewal r) -> r.name() + ": " + program(r) + " on " + r.host();
            case RenewalWay.Client c -> c.archived().client() + " on " + c.archived().host().name();
            case RenewalWay.Told t -> VisibleText.capped(t.note(), LONGEST);
            case RenewalWay.NotKnown _ -> "by hand";
        };
    }

    private static String program(Renewal renewal) {
        String path = renewal.command().getFirst();
        return VisibleText.capped(path.substring(path.lastIndexOf('/') + 1), LONGEST);
    }

    /// The whole command where there is one.
    static Optional<String> command(RenewalWay way) {
        return way instanceof RenewalWay.Command(Renewal r)
                ? Optional.of(VisibleText.capped(String.join(" ", r.command()), LONGEST))
                : Optional.empty();
    }
}
