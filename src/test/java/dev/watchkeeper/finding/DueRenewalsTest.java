package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.cause.CauseNode.Certificate;
import dev.watchkeeper.finding.cause.CauseNode.Renewing;
import dev.watchkeeper.finding.cause.CauseNode.Running;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.Chain;
import dev.watchkeeper.inventory.Renewal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class DueRenewalsTest {
    private static final Duration OLD = Duration.ofDays(89);

    @Test
    void theChainBeginsAtTheCertificateThatWaitsForTheRuns() {
        RunFinding run = outage(renewal(Optional.of("/srv/nightly.yml"), "certbot", "renew")).run();

        assertThat(run.chains())
                .hasSize(2)
                .allSatisfy(c -> {
                    assertThat(c.start()).isEqualTo(new Certificate(Samples.DOCS));
                    assertThat(c.links().get(0).to()).isInstanceOf(Renewing.class);
                    assertThat(c.links().get(1).to()).isInstanceOf(Running.class);
                    assertThat(c.links().get(1).certainty()).isEqualTo(Certainty.INFERRED);
                    assertThat(c.links().get(1).how()).contains("nightly.yml runs it");
                });
    }

    @Test
    void theCertificateSaysWhyItHasNotBeenRenewed() {
        var outage = outage(renewal(Optional.of("nightly.yml"), "certbot", "renew"));

        assertThat(why(outage))
                .hasValueSatisfying(w ->
                        assertThat(w)
                                .startsWith("the certificate of docs.example.org:443")
                                .contains("the renewal “docs” on ant-queen", "builder1:/mnt/x"));
    }

    @Test
    void aRenewalThatIsOneOfTheirProcessesIsProven() {
        RunFinding run = outage(renewal(Optional.empty(), "ansible-playbook", "nightly.yml")).run();

        assertThat(run.chains().getFirst().links().get(1).certainty()).isEqualTo(Certainty.PROVEN);
    }

    @Test
    void whatIsOnlyOnTheSameHostIsUnknownAndSaysWhatWouldTell() {
        var outage = outage(renewal(Optional.empty(), "certbot", "renew"));

        assertThat(outage.run().chains())
                .extracting(Chain::start)
                .allMatch(Running.class::isInstance);
        assertThat(why(outage))
                .hasValueSatisfying(w ->
                        assertThat(w)
                                .contains("unknown: both are on ant-queen; `run-by: nightly.yml`"));
    }

    @Test
    void anotherPlaybookIsNotTheOne() {
        RunFinding run = outage(renewal(Optional.of("ightly.yml"), "certbot", "renew")).run();

        assertThat(run.chains()).extracting(Chain::start).allMatch(Running.class::isInstance);
    }

    @Test
    void aCertificateIssuedSinceTheyBeganDoesNotWaitForThem() {
        var outage =
                new RecordedOutage("folders")
                        .due(
                                renewal(Optional.of("nightly.yml"), "certbot", "renew"),
                                Duration.ofMinutes(5));

        assertThat(outage.run().chains())
                .extracting(Chain::start)
                .allMatch(Running.class::isInstance);
        assertThat(why(outage)).isEmpty();
    }

    private static RecordedOutage outage(Renewal renewal) {
        return new RecordedOutage("folders").due(renewal, OLD);
    }

    private static Renewal renewal(Optional<String> runBy, String... command) {
        return new Renewal(
                "docs",
                "ant-queen",
                List.of(command),
                Duration.ofMinutes(10),
                List.of(Samples.DOCS.id()),
                List.of(),
                true,
                runBy);
    }

    private static Optional<String> why(RecordedOutage outage) {
        return outage.findings().stream()
                .filter(f -> f.kind() == FindingKind.CERTIFICATE_EXPIRING)
                .flatMap(f -> f.statement().evidence().stream())
                .filter(e -> e.what().equals("why it has not been renewed"))
                .map(Evidence::text)
                .findFirst();
    }
}
