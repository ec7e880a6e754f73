package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.ui.fx.Mark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the first screen says of a report.
///
/// @param mark the worst of all
/// @param scope what is watched, in numbers
/// @param cards count only what is wrong
/// @param findings roots only, worst first
/// @param hosts worst first
/// @param expiries of every certificate that is served, soonest first
/// @param warningWindow how long before its end the most common certificate is warned of
record Summary(
        Mark mark,
        String scope,
        List<Card> cards,
        List<Line> findings,
        List<HostLine> hosts,
        List<Expiry> expiries,
        Duration warningWindow) {
    Summary {
        cards = List.copyOf(cards);
        findings = List.copyOf(findings);
        hosts = List.copyOf(hosts);
        expiries = List.copyOf(expiries);
    }

    /// One number of what is wrong.
    ///
    /// @param wrong empty while nothing was checked: zero would look healthy
    /// @param screen where it is looked at closer
    record Card(String title, OptionalInt wrong, Mark mark, String detail, String screen) {}

    /// One finding.
    ///
    /// @param symptoms how many findings it is the cause of
    record Line(FindingKey key, Mark mark, String title, Instant since, int symptoms) {}

    /// One host.
    ///
    /// @param observedAt empty when it was never asked
    record HostLine(
            String name, String role, Mark mark, String text, Optional<Instant> observedAt) {}

    /// When a certificate ends.
    ///
    /// @param endpoint the name that clients use
    /// @param address where it is served: `proxy1 and proxy2`
    record Expiry(String endpoint, String address, Instant notAfter, Mark mark) {
        String name() {
            return endpoint + " at " + address;
        }
    }
}
