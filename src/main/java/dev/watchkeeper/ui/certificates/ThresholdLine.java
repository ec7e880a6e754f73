package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.RenewalText;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One threshold that holds for a certificate.
///
/// @param name of what begins there
/// @param value as the fleet file says it
/// @param from when it begins for this certificate; empty where it has no moment of its own
/// @param source who says so
record ThresholdLine(String name, String value, Optional<Instant> from, String source) {
    /// All that hold for a row's certificate, the earliest first.
    static List<ThresholdLine> of(CertificateRow row, Fleet fleet) {
        return new Reading(row, fleet).lines();
    }

    /// Looks values up with where they come from.
    private record Reading(CertificateRow row, Fleet fleet) {
        private CertificateThresholds own() {
            return row.target().endpoint().thresholds().orElse(fleets());
        }

        private CertificateThresholds fleets() {
            return fleet.thresholds().certificates();
        }

        List<ThresholdLine> lines() {
            var lines = new ArrayList<ThresholdLine>();
            boolean isShort =
                    row.leaf()
                            .filter(l -> l.lifetime().compareTo(own().shortLived()) <= 0)
                            .isPresent();
            lines.add(
                    isShort
                            ? fraction(
                                    "medium (short-lived)",
                                    CertificateThresholds::shortLivedWarning)
                            : fraction("medium", CertificateThresholds::warning));
            lines.add(fraction("high", CertificateThresholds::high));
            lines.add(fraction("critical", CertificateThresholds::critical));
            lines.add(
                    new ThresholdLine(
                            "deployed within",
                            words(own().deployWithin()),
                            Optional.empty(),
                            source(CertificateThresholds::deployWithin)));
            return lines;
        }

        private ThresholdLine fraction(String name, Function<CertificateThresholds, Double> value) {
            double part = value.apply(own());
            return new ThresholdLine(
                    name,
                    "below %s %%".formatted(percent(part)),
                    row.leaf().filter(l -> !l.neverExpires()).map(l -> begin(l, part)),
                    source(value));
        }

        private <T> String source(Function<CertificateThresholds, T> value) {
            T holds = value.apply(own());
            if (!holds.equals(value.apply(fleets()))) {
                return "this endpoint's entry";
            }
            return holds.equals(value.apply(CertificateThresholds.DEFAULT))
                    ? "default"
                    : "the fleet's thresholds";
        }
    }

    private static Instant begin(Parsed leaf, double part) {
        return leaf.notAfter().minusSeconds(Math.round(leaf.lifetime().toSeconds() * part));
    }

    private static String percent(double part) {
        return BigDecimal.valueOf(part).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static String words(Duration d) {
        return RenewalText.span(d);
    }
}
