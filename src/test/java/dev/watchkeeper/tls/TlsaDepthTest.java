package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.DepthRow.Verdict;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// TLSA records of each usage, selector and matching type against a chain.
@Timeout(60)
final class TlsaDepthTest {
    private static final Name OWNER = Name.fromConstantString("_25._tcp.mail.example.");
    private static final Issued ROOT = TestCertificates.root("Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Middle"));
    private static final Issued BESIDE = ROOT.issue(TestCertificates.authority("Beside"));
    private static final Issued LEAF = MIDDLE.issue(TestCertificates.server("mail.example"));

    private boolean trusted = true;

    @ParameterizedTest
    @CsvSource({"3,LEAF", "2,MIDDLE", "1,LEAF", "0,MIDDLE", "0,ROOT"})
    void eachUsageMatchesItsOwnCertificateInAllForms(int usage, String whose) {
        Issued issued =
                switch (whose) {
                    case "LEAF" -> LEAF;
                    case "MIDDLE" -> MIDDLE;
                    default -> ROOT;
                };
        for (int selector = 0; selector < 2; selector++) {
            for (int matching = 0; matching < 3; matching++) {
                DepthRow row = only(true, tlsa(usage, selector, matching, issued));
                assertThat(row.verdict()).as("%s", row).isEqualTo(Verdict.GOOD);
                assertThat(row.what())
                        .isEqualTo("TLSA %d %d %d".formatted(usage, selector, matching));
                assertThat(row.value()).endsWith("(validated by the resolver 127.0.0.1)");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,MIDDLE", "2,LEAF", "2,ROOT", "2,BESIDE", "1,MIDDLE", "0,LEAF", "0,BESIDE"})
    void noUsageMatchesAnothersCertificate(int usage, String whose) {
        Issued issued =
                switch (whose) {
                    case "LEAF" -> LEAF;
                    case "MIDDLE" -> MIDDLE;
                    case "BESIDE" -> BESIDE;
                    default -> ROOT;
                };
        DepthRow row = only(true, tlsa(usage, 1, 1, issued));
        assertThat(row.verdict()).as("%s", row).isEqualTo(Verdict.BAD);
    }

    @Test
    void usagesThatWantATrustedRootDoNotMatchWithoutOne() {
        trusted = false;
        assertThat(only(true, tlsa(1, 1, 1, LEAF)).verdict()).isEqualTo(Verdict.BAD);
        assertThat(only(true, tlsa(0, 1, 1, MIDDLE)).value()).contains("no trusted root");
        assertThat(only(true, tlsa(3, 1, 1, LEAF)).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void whatIsNotValidatedIsNeverCalledPinnedNorBroken() {
        DepthRow match = only(false, tlsa(3, 1, 1, LEAF));
        assertThat(match.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(match.value()).endsWith("matches the leaf (not validated)");
        assertThat(match.advice()).startsWith("It pins nothing");
        DepthRow other = only(false, tlsa(3, 1, 1, BESIDE));
        assertThat(other.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(other.advice()).startsWith("It pins nothing");
    }

    @Test
    void oneOfSeveralIsEnoughInARollover() {
        List<DepthRow> rows = rows(true, tlsa(3, 1, 1, BESIDE), tlsa(3, 1, 1, LEAF));
        assertThat(rows)
                .extracting(DepthRow::verdict)
                .containsExactlyInAnyOrder(Verdict.NOTE, Verdict.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"4,0,1,32", "3,2,1,32", "3,1,3,32", "3,1,1,31", "3,1,2,32", "255,0,1,32"})
    void whatNoClientCanUseIsSaid(int usage, int selector, int matching, int length) {
        DepthRow row =
                only(
                        true,
                        new TLSARecord(
                                OWNER, DClass.IN, 60, usage, selector, matching, new byte[length]));
        assertThat(row.verdict()).isEqualTo(Verdict.NOTE);
        assertThat(row.value()).contains("unusable");
    }

    @Test
    void noneAndUnknownAreToldApart() {
        assertThat(rows(true).getFirst().value()).startsWith("none at _25._tcp.mail.example");
        try (var silent = TestNameServer.answering((_, _) -> new byte[0])) {
            assertThat(rows(silent).getFirst().verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    private static TLSARecord tlsa(int usage, int selector, int matching, Issued issued) {
        byte[] selected =
                selector == 0 ? issued.der() : issued.certificate().getPublicKey().getEncoded();
        byte[] association =
                switch (matching) {
                    case 0 -> selected;
                    case 1 -> digest("SHA-256", selected);
                    default -> digest("SHA-512", selected);
                };
        return new TLSARecord(OWNER, DClass.IN, 60, usage, selector, matching, association);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private DepthRow only(boolean validated, TLSARecord record) {
        List<DepthRow> rows = rows(validated, record);
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }

    private List<DepthRow> rows(boolean validated, TLSARecord... records) {
        try (var server = TestNameServer.having(validated, records)) {
            return rows(server);
        }
    }

    private List<DepthRow> rows(TestNameServer server) {
        var chain = new ArrayList<Legible>();
        for (Issued issued : Arrays.asList(LEAF, MIDDLE, BESIDE)) {
            chain.add((Legible) ChainCertificate.of(chain.size(), Der.of(issued.der())));
        }
        var lookup = new DnsLookup(server.servers(), Deadline.in(Duration.ofSeconds(3)));
        return new TlsaDepth(lookup)
                .rows("mail.example", 25, chain, new AnchorIndex(ROOT.trusted()), trusted);
    }
}
