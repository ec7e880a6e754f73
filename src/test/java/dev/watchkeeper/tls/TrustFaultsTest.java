package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class TrustFaultsTest {
    private static final String NAME = "lone.example";

    @Test
    void aLoneLeafOfAnUnknownIssuerIsUntrustedAndPerhapsAnIntermediateIsMissing() {
        Issued root = TestCertificates.root("Lone Root");
        Issued middle = root.issue(TestCertificates.authority("Lone Middle"));
        Issued leaf = middle.issue(TestCertificates.server(NAME));

        Judgement verdict =
                new ChainJudge(root.trusted())
                        .judge(leaf.sending(leaf.certificate()).ders(), NAME, Instant.now())
                        .judgement();

        assertThat(verdict.faults())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.kind()).isEqualTo(Kind.UNTRUSTED);
                    assertThat(f.text())
                            .contains("issued by CN=Lone Middle", "an intermediate may be missing");
                });
    }
}
