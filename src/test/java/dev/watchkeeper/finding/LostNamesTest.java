package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// A renewal after which a name is missing.
final class LostNamesTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aNameThatIsWatchedAndWasLostIsHigh() {
        Finding f = only(List.of("DNS:www.example.org"), "DNS:docs.example.org");
        assertThat(f.severity()).isEqualTo(Severity.HIGH);
        assertThat(f.statement().title()).isEqualTo("queen: renewed without docs.example.org");
        assertThat(f.statement().evidence().getFirst().text())
                .contains("lost: DNS:docs.example.org", "added: DNS:www.example.org");
    }

    @Test
    void aNameThatNobodyWatchesIsMedium() {
        Finding f = only(List.of("DNS:docs.example.org"), "DNS:old.example.org");
        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void whatAWildcardCoversNowIsNotLost() {
        assertThat(
                        findings(
                                List.of("DNS:*.example.org", "DNS:docs.example.org"),
                                "DNS:old.example.org"))
                .isEmpty();
    }

    @Test
    void aWildcardStandsForOneLabelOnly() {
        Finding f =
                only(List.of("DNS:*.example.org", "DNS:docs.example.org"), "DNS:a.b.example.org");
        assertThat(f.statement().title()).endsWith("without a.b.example.org");
    }

    private static Finding only(List<String> now, String before) {
        assertThat(findings(now, before)).hasSize(1);
        return findings(now, before).getFirst();
    }

    private static List<Finding> findings(List<String> now, String lost) {
        Parsed newest = withNames(SampleWays.NEW, now);
        Parsed before = withNames(SampleWays.OLD, List.of("DNS:docs.example.org", lost));
        return new SampleWays()
                .archived(DAY, newest, before).findings().stream()
                        .filter(f -> f.kind() == FindingKind.CERTIFICATE_LOST_NAMES)
                        .toList();
    }

    private static Parsed withNames(Parsed leaf, List<String> names) {
        assertThat(leaf.notBefore()).isBefore(NOW);
        return new Parsed(
                leaf.subject(),
                names,
                leaf.issuer(),
                leaf.serialNumber(),
                leaf.notBefore(),
                leaf.notAfter(),
                leaf.key(),
                leaf.signatureAlgorithm(),
                leaf.sha256(),
                leaf.spkiSha256(),
                leaf.size(),
                leaf.pem());
    }
}
