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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Responders and lists on loopback: good, revoked, old, forged, silent and endless.
@Timeout(60)
final class RevocationDepthTest {
    private final Instant now = Instant.now();
    private static final Duration LIMIT = Duration.ofMillis(1_500);

    private final SourceFetch fetch = new SourceFetch();
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
            Duration both = LIMIT.multipliedBy(2);
            assertThat(begin.took()).isBetween(both, both.plus(slack.allowed()));
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
        List<DepthRow> rows =
                new RevocationDepth(fetch, Revocable.ROOT.trusted(), now, LIMIT)
                        .rows(List.of(Der.of(plain.der())), new byte[0]);
        assertThat(rows).hasSize(3).allMatch(r -> r.verdict() == Verdict.NOTE);
    }

    private void answer(String path, byte[] body) {
        http.createContext(
                path,
                exchange -> {
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
        return rows(staple).stream()
                .filter(r -> r.what().equals(what))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }

    private List<DepthRow> rows(byte[] staple) {
        return new RevocationDepth(fetch, Revocable.ROOT.trusted(), now, LIMIT)
                .rows(List.of(leaf.der()), staple);
    }
}
