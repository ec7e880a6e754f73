package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.DepthRow.Verdict;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;

import java.io.IOException;
import java.time.Duration;

/// CAA records that allow, forbid and puzzle.
@Timeout(60)
final class CaaDepthTest {
    private static final Issued LETS_ENCRYPT = TestCertificates.root("R99,O=Let's Encrypt,C=US");
    private static final Issued PRIVATE = TestCertificates.root("Corp CA,O=Corp");
    private static final String NAME = "www.shop.example";

    @Test
    void theNearestRecordsOnTheWayUpCount() {
        try (var server =
                TestNameServer.having(
                        true,
                        caa(
                                "shop.example.",
                                0,
                                "issue",
                                "LetsEncrypt.org; validationmethods=dns-01"),
                        caa("example.", 0, "issue", "other.example"))) {
            DepthRow row = row(server, LETS_ENCRYPT, NAME);
            assertThat(row.verdict()).isEqualTo(Verdict.GOOD);
            assertThat(row.value())
                    .isEqualTo(
                            "Let's Encrypt may issue: issue LetsEncrypt.org;"
                                    + " validationmethods=dns-01 (at shop.example, validated by the"
                                    + " resolver 127.0.0.1)");
            assertThat(server.asked())
                    .containsExactly("www.shop.example. CAA", "shop.example. CAA");
        }
    }

    @Test
    void anIssuerThatIsNotNamedIsBad() {
        try (var server =
                TestNameServer.having(false, caa("shop.example.", 0, "issue", "pki.goog"))) {
            DepthRow row = row(server, LETS_ENCRYPT, NAME);
            assertThat(row.verdict()).isEqualTo(Verdict.BAD);
            assertThat(row.value())
                    .startsWith("Let's Encrypt may not issue")
                    .contains("not validated");
            assertThat(row.advice()).contains("Add 'letsencrypt.org'");
        }
    }

    @Test
    void anIssuerThatNobodyKnowsIsUnknownAndTheRecordsAreShown() {
        try (var server =
                TestNameServer.having(false, caa("shop.example.", 0, "issue", "pki.goog"))) {
            DepthRow row = row(server, PRIVATE, NAME);
            assertThat(row.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(row.value()).contains("Corp", "issue pki.goog");
        }
    }

    @Test
    void aWildcardGoesByItsOwnPropertyWhereThereIsOne() {
        CAARecord issue = caa("shop.example.", 0, "issue", "letsencrypt.org");
        CAARecord wild = caa("shop.example.", 0, "issuewild", ";");
        try (var server = TestNameServer.having(false, issue, wild)) {
            assertThat(row(server, LETS_ENCRYPT, "*.shop.example").verdict())
                    .isEqualTo(Verdict.BAD);
            assertThat(row(server, LETS_ENCRYPT, NAME).verdict()).isEqualTo(Verdict.GOOD);
        }
        try (var server = TestNameServer.having(false, issue)) {
            assertThat(row(server, LETS_ENCRYPT, "*.shop.example").verdict())
                    .isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void anUnknownCriticalPropertyStopsAll() {
        try (var server =
                TestNameServer.having(
                        false,
                        caa("shop.example.", 0, "issue", "letsencrypt.org"),
                        caa("shop.example.", 128, "tbs", "x"))) {
            DepthRow row = row(server, LETS_ENCRYPT, NAME);
            assertThat(row.verdict()).isEqualTo(Verdict.BAD);
            assertThat(row.advice()).contains("critical property 'tbs'");
        }
    }

    @Test
    void recordsThatNameNoIssuerAndNoRecordsLetAnyIssue() {
        try (var server =
                TestNameServer.having(false, caa("shop.example.", 0, "iodef", "mailto:a@b"))) {
            assertThat(row(server, LETS_ENCRYPT, NAME).verdict()).isEqualTo(Verdict.NOTE);
        }
        try (var server = TestNameServer.having(false)) {
            DepthRow row = row(server, LETS_ENCRYPT, NAME);
            assertThat(row.verdict()).isEqualTo(Verdict.NOTE);
            assertThat(row.value()).startsWith("none from www.shop.example upwards");
            assertThat(server.asked()).hasSize(3);
        }
    }

    @Test
    void aServerThatFailsHalfwayIsUnknownAndNotNone() {
        try (var server =
                TestNameServer.answering((q, _) ->
                        TestNameServer.empty(
                                        q,
                                        q.getQuestion().getName().labels() == 3
                                                ? Rcode.SERVFAIL
                                                : Rcode.NXDOMAIN)
                                .toWire())) {
            assertThat(row(server, LETS_ENCRYPT, NAME).verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void hostileTextIsShownAsEscapesAndCut() {
        String evil = "a\u001b[31m\nSHOUT" + "x".repeat(600);
        try (var server = TestNameServer.having(false, caa("shop.example.", 0, "issue", evil))) {
            DepthRow row = row(server, LETS_ENCRYPT, NAME);
            assertThat(VisibleText.isPlain(row.value() + row.advice())).isTrue();
            assertThat(row.value()).hasSizeLessThan(600).contains("\\010SHOUT");
        }
    }

    private static CAARecord caa(String name, int flags, String tag, String value) {
        try {
            return new CAARecord(Name.fromString(name), DClass.IN, 60, flags, tag, value);
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DepthRow row(TestNameServer server, Issued issuer, String certified) {
        try {
            var leaf =
                    new X509CertificateHolder(
                            issuer.issue(TestCertificates.server(certified)).der());
            var lookup = new DnsLookup(server.servers(), Deadline.in(Duration.ofSeconds(5)));
            return new CaaDepth(lookup).row(NAME, leaf);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
