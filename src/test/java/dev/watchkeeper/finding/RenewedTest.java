package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.tls.StoredCertificates;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What is said of a renewal.
final class RenewedTest {
    private static final Issued ROOT = TestCertificates.root("Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Middle"));
    private static final Issued OTHER = ROOT.issue(TestCertificates.authority("Other"));
    private static final Issued OLD =
            MIDDLE.issue(TestCertificates.server("docs.example.org", "api.example.org"));

    @Test
    void namesIssuerKeyAndChainAreSaidWhereTheyChange() {
        Issued renewed =
                OTHER.issue(
                        TestCertificates.server("docs.example.org", "new.example.org")
                                .keys(TestCertificates.rsa(2048)));
        List<String> lines = Renewed.between(stored(OLD), stored(renewed));
        assertThat(lines)
                .contains(
                        "lost: DNS:api.example.org",
                        "added: DNS:new.example.org",
                        "issuer: CN=Middle before, CN=Other now",
                        "key: EC P-256 before, RSA 2048 now")
                .anyMatch(l -> l.startsWith("chain: "));
    }

    @Test
    void whatEveryRenewalChangesIsNotSaid() {
        Issued renewed =
                MIDDLE.issue(TestCertificates.server("docs.example.org", "api.example.org"));
        assertThat(Renewed.between(stored(OLD), stored(renewed)))
                .containsExactly(
                        "the same names, issuer, kind of key, purposes and chain, as far as known");
    }

    @Test
    void whatIsServedIsComparedWithTheFileThatShouldBe() {
        Issued renewed = OTHER.issue(TestCertificates.server("docs.example.org"));
        var served =
                Samples.presented(
                        Samples.at(Samples.DOCS, "proxy1"), Samples.NOW, stored(OLD).chain());
        StoredCertificate file = stored(renewed);
        assertThat(Renewed.between(served, file, file.leaf().orElseThrow()))
                .contains("lost: DNS:api.example.org", "issuer: CN=Middle before, CN=Other now");
    }

    private static StoredCertificate stored(Issued issued) {
        return new StoredCertificate(
                "/etc/x.pem",
                "/etc/x.pem",
                Optional.empty(),
                StoredCertificates.read(
                        issued.ders().stream()
                                .map(d -> Base64.getEncoder().encodeToString(d))
                                .toList()));
    }
}
