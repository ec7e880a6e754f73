package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

final class TrustStoreTest {
    private static final String NAME = "docs.example";
    private static final Issued ROOT = TestCertificates.root("Store Root");

    @Test
    void aPemFileIsATrustStoreAndStoresAddUp(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ca.pem");
        Files.writeString(file, pem(ROOT) + pem(TestCertificates.root("Second")));
        TrustStore store = TrustStore.pemFile(file);
        assertThat(store.label()).isEqualTo(file + " (2 anchors)");
        TrustStore both = TrustStore.jdkDefault().and(store);
        assertThat(both.label()).startsWith("JDK cacerts (").endsWith(" and " + store.label());
        assertThat(
                        new ChainJudge(both)
                                .judge(
                                        ROOT.issue(TestCertificates.server(NAME)).ders(),
                                        NAME,
                                        Instant.now())
                                .judgement()
                                .faults())
                .isEmpty();
    }

    private static String pem(Issued issued) {
        Judged shown = new ChainJudge(issued.trusted()).judge(issued.ders(), NAME, Instant.now());
        return ((ServedCertificate.Parsed) shown.chain().getFirst()).pem();
    }
}
