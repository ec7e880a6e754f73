package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.watchkeeper.Slack;
import dev.watchkeeper.tls.DepthRow.Verdict;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Responders and lists on loopback: good, revoked, old, forged, silent and endless.
@Timeout(60)
final class RevocationDepthTest {
    private final Instant now = Instant.now();
    private static final Duration LIMIT = Duration.ofMillis(1_500);

    private final SourceFetch fetch = new SourceFetch();
    private final CrlCache cache = new CrlCache();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer http;
    private Revocable leaf;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        http.setExecutor(threads);
        http.start();
        leaf = Revocable.named("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        fetch.close();
        http.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aGoodAnswerIsGoodUntilItEnds() {
        answer("/ocsp", leaf.ocsp(Revocable.Answer.GOOD, now));
        answer("/crl", leaf.crl(Revocable.Answer.GOOD, now));
        assertThat(row("OCSP").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(row("OCSP").value()).startsWith("good, until ");
    }

    @Test
    void aRevokedOneIsBad() {
        answer("/ocsp", leaf.ocsp(Revocable.Answer.REVOKED, now));
        answer("/crl", leaf.crl(Revocable.Answer.REVOKED, now));
        assertThat(row("OCSP").verdict()).isEqualTo(Verdict.BAD);
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.BAD);
        assertThat(row("CRL").value()).startsWith("revoked on ").endsWith("key compromise");
        assertThat(row("CRL").advice()).contains("Renew it now");
    }

    // fault 20
    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "FORGED", "OF_ANOTHER"})
    void anAnswerThatCannotBeBelievedIsUnknown(Revocable.Answer kind) {
        answer("/ocsp", leaf.ocsp(kind, now));
        assertThat(row("OCSP").verdict()).as(row("OCSP").value()).isEqualTo(Verdict.UNKNOWN);
        if (kind != Revocable.Answer.OF_ANOTHER) {
            answer("/crl", leaf.crl(kind, now));
            assertThat(row("CRL").verdict()).as(row("CRL").value()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aDelegateOfTheIssuersIsBelievedAndAStrangerIsNot() {
        answer("/ocsp", leaf.ocsp(Revocable.Answer.BY_DELEGATE, now));
        assertThat(row("OCSP").verdict()).isEqualTo(Verdict.GOOD);
        http.removeContext("/ocsp");
        answer("/ocsp", leaf.ocsp(Revocable.Answer.BY_SERVER, now));
        assertThat(row("OCSP").value()).contains("not signed by anybody who may");
    }

    @Test
    void aStapledAnswerIsJudgedAsAFetchedOne() {
        byte[] revoked = leaf.ocsp(Revocable.Answer.REVOKED, now);
        assertThat(row("stapled OCSP response", revoked).verdict()).isEqualTo(Verdict.BAD);
        assertThat(row("stapled OCSP response", new byte[] {1, 2}).verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(row("stapled OCSP response", new byte[0]).verdict()).isEqualTo(Verdict.NOTE);
    }

    // fault 20
    @Test
    void aSilentSourceIsUnknownAtTheLimit() {
        http.createContext("/", exchange -> exchange.getRequestBody().readAllBytes());
        try (var slack = Slack.measured()) {
            Deadline begin = Deadline.in(LIMIT);
            assertThat(rows(new byte[0]))
                    .filteredOn(r -> !r.what().startsWith("stapled"))
                    .allSatisfy(r -> {
                        assertThat(r.verdict()).isEqualTo(Verdict.UNKNOWN);
                        assertThat(r.value()).contains("did not answer in time");
                    });
            // All are asked at once.
            assertThat(begin.took()).isBetween(LIMIT, LIMIT.plus(slack.allowed()));
        }
    }

    // fault 20
    @Test
    void anEndlessSourceIsCutOff() {
        http.createContext("/", RevocationDepthTest::flood);
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRedirectIsNotFollowed() {
        http.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        assertThat(row("CRL").value()).isEqualTo("unknown: it answered with status 302");
    }

    @Test
    void onlyHttpIsAsked() {
        leaf = Revocable.named("file:///etc");
        assertThat(row("CRL").value()).isEqualTo("unknown: its address is not HTTP");
        assertThat(row("OCSP").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void oneThatNamesNoSourceIsNoFault() {
        Issued plain = Revocable.ROOT.issue(TestCertificates.server("plain.example"));
        List<DepthRow> rows = depth(now).rows(List.of(Der.of(plain.der())), new byte[0]);
        assertThat(rows).hasSize(3).allMatch(r -> r.verdict() == Verdict.NOTE);
    }

    @Test
    void aRevokedIntermediateIsBadAndSaysWhich() {
        List<Der> chain = chainOfRevocableAuthority();
        answer("/ocsp", leaf.ocsp(Revocable.Answer.REVOKED, now));
        answer("/crl", leaf.crl(Revocable.Answer.GOOD, now));
        List<DepthRow> rows = depth(now).rows(chain, new byte[0]);
        assertThat(named(rows, "OCSP of certificate 1").verdict()).isEqualTo(Verdict.BAD);
        assertThat(named(rows, "OCSP of certificate 1").advice()).contains("an issuer that stands");
        assertThat(named(rows, "CRL of certificate 1").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(named(rows, "OCSP").verdict()).isEqualTo(Verdict.NOTE);
    }

    // fault 20
    @Test
    void anIntermediateWhoseSourcesAreSilentIsUnknown() {
        http.createContext("/", exchange -> exchange.getRequestBody().readAllBytes());
        List<DepthRow> rows = depth(now).rows(chainOfRevocableAuthority(), new byte[0]);
        assertThat(named(rows, "OCSP of certificate 1").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(named(rows, "CRL of certificate 1").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void oneThatSignsItselfCannotBeRevokedByAnybody() {
        Der root = Der.of(TestCertificates.root("Lone").der());
        List<DepthRow> rows = depth(now).rows(List.of(root), new byte[0]);
        assertThat(rows).hasSize(1).allMatch(r -> r.verdict() == Verdict.NOTE);
    }

    @Test
    void neitherARootNorACopyIsAsked() {
        List<Der> chain = new ArrayList<>(chainOfRevocableAuthority());
        chain.add(chain.get(1));
        chain.add(Der.of(Revocable.ROOT.der()));
        List<DepthRow> rows = depth(now).rows(chain, new byte[0]);
        assertThat(rows).hasSize(5).noneMatch(r -> r.what().matches(".*certificate [23]"));
    }

    @Test
    void aListIsFetchedOnceUntilItEnds() {
        answer("/crl", leaf.crl(Revocable.Answer.GOOD, now));
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.GOOD);
        assertThat(asked).hasValue(1);
        named(depth(now.plus(CrlCache.LONGEST)).rows(List.of(leaf.der()), new byte[0]), "CRL");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aListThatIsNotBelievedIsNotKept() {
        answer("/crl", leaf.crl(Revocable.Answer.FORGED, now));
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.UNKNOWN);
        http.removeContext("/crl");
        answer("/crl", leaf.crl(Revocable.Answer.GOOD, now));
        assertThat(row("CRL").verdict()).isEqualTo(Verdict.GOOD);
    }

    private List<Der> chainOfRevocableAuthority() {
        Issued middle = Revocable.authority("http://127.0.0.1:" + http.getAddress().getPort());
        Issued plain = middle.issue(TestCertificates.server("plain.example"));
        return List.of(Der.of(plain.der()), Der.of(middle.der()));
    }

    private void answer(String path, byte[] body) {
        http.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[1 << 20];
        for (int i = 0; i < 1_000; i++) {
            exchange.getResponseBody().write(much);
        }
        exchange.close();
    }

    private DepthRow row(String what) {
        return row(what, new byte[0]);
    }

    private DepthRow row(String what, byte[] staple) {
        return named(rows(staple), what);
    }

    private static DepthRow named(List<DepthRow> rows, String what) {
        return rows.stream()
                .filter(r -> r.what().equals(what))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }

    private List<DepthRow> rows(byte[] staple) {
        return depth(now).rows(List.of(leaf.der()), staple);
    }

    private RevocationDepth depth(Instant at) {
        return new RevocationDepth(fetch, cache, Revocable.ROOT.trusted(), at, LIMIT);
    }
}
