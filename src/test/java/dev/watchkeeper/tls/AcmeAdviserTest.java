package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.SuggestedRenewal.Suggested;
import dev.watchkeeper.tls.SuggestedRenewal.Unknown;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Against authorities on loopback that answer well, badly, and not at all.
@Timeout(60)
final class AcmeAdviserTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Issued ROOT = TestCertificates.root("Test Authority");
    private static final String WINDOW =
            """
            {"suggestedWindow": {"start": "2026-12-01T00:00:00Z", "end": "2026-12-03T00:00:00Z"}%s}\
            """;

    /// The certificate of RFC 9773, appendix A.
    private static final String PEM =
            """
            -----BEGIN CERTIFICATE-----
            MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
            cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
            BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
            7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
            qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
            yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
            +FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
            -----END CERTIFICATE-----
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<TestServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(TestServer::close);
    }

    @Test
    void theNameOfACertificateIsThatOfTheStandard() throws Exception {
        assertThat(CertificateId.of(leaf(PEM))).isEqualTo("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
    }

    @Test
    void theSuggestedWindowIsTakenWithItsReason() {
        String why = ", \"explanationURL\": \"https://ca.example/revoked\"";
        var said = (Suggested) ask(WINDOW.formatted(why), "Retry-After: 21600\r\n");

        assertThat(said.window().from()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(said.window().to()).isEqualTo("2026-12-03T00:00:00Z");
        assertThat(said.explanation()).contains(URI.create("https://ca.example/revoked"));
        assertThat(said.askAgainAt()).isEqualTo(NOW.plus(Duration.ofHours(6)));
        assertThat(asked)
                .containsExactly(
                        "GET /directory HTTP/1.1",
                        "GET /info/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After: 1, PT1M",
        "Retry-After: 59, PT1M",
        "Retry-After: 61, PT1M1S",
        "Retry-After: 86401, P1D",
        "Retry-After: 99999999999999999999, P1D",
        "'Retry-After: Sun, 22 Nov 2026 13:00:00 GMT', PT1H",
        "'Retry-After: Sun, 22 Nov 2020 13:00:00 GMT', PT1M",
        "Retry-After: -5, PT6H",
        "Retry-After: soon, PT6H",
        "X-Other: 1, PT6H"
    })
    void itIsAskedAgainAfterAMinuteToADayAndSixHoursWhereItSaysNothing(
            String header, Duration wait) {
        SuggestedRenewal said = ask(WINDOW.formatted(""), header + "\r\n");
        assertThat(said.askAgainAt()).isEqualTo(NOW.plus(wait));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'suggestedWindow': {'start': '2026-12-03T00:00:00Z', 'end':"
                        + " '2026-12-03T00:00:00Z'}}|ends before it begins",
                "{'suggestedWindow': {'start': '2026-12-03T00:00:00Z', 'end':"
                        + " '2026-12-01T00:00:00Z'}}|ends before it begins",
                "{'suggestedWindow': {'start': 'tomorrow', 'end': '2026-12-01T00:00:00Z'}}|no"
                        + " sense",
                "{'suggestedWindow': 5}|no sense",
                "{'suggestedWindow': {}}|no sense",
                "{}|no sense",
                "[]|no sense",
                "nonsense|no sense",
                "{'suggestedWindow': |no sense"
            })
    void anAnswerThatMakesNoSenseIsUnknownAndSaysWhy(String body, String reason) {
        var said = (Unknown) ask(body.replace('\'', '"'), "");
        assertThat(said.reason()).contains(reason);
        assertThat(said.askAgainAt()).isEqualTo(NOW.plus(Duration.ofHours(6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"javascript:alert(1)\"",
                "\"not a page\"",
                "\"https:///nowhere\"",
                "5",
                "{}",
                "\"https://ca.example/\u202ea b\"",
                "\"https://ca.example/LONG\""
            })
    void anExplanationThatIsNoWebPageIsLeftOutAndTheWindowStands(String why) {
        String page = why.replace("LONG", "x".repeat(1000));
        var said = (Suggested) ask(WINDOW.formatted(", \"explanationURL\": " + page), "");
        assertThat(said.explanation()).isEmpty();
        assertThat(said.window().from()).isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void anAuthorityWithoutRenewalInformationIsUnknown() {
        serve(c -> AcmeHttp.answer(c, "200 OK", "", "{\"newOrder\": \"https://127.0.0.1/\"}"));
        assertThat(((Unknown) ask()).reason()).isEqualTo("it offers no renewal information");
    }

    @Test
    void anAddressThatIsNotHttpsIsNotAsked() {
        serve(c -> AcmeHttp.answer(c, "200 OK", "", "{\"renewalInfo\": \"http://127.0.0.1:1/\"}"));
        assertThat(((Unknown) ask()).reason()).isEqualTo("it names an address that is not https");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aRefusalKeepsItsRetryAfter() {
        serve(c -> AcmeHttp.answer(c, "503 Service Unavailable", "Retry-After: 7200\r\n", "{}"));
        var said = (Unknown) ask();
        assertThat(said.reason()).isEqualTo("it answers with status 503");
        assertThat(said.askAgainAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void aRedirectionIsNotFollowed() {
        serve(c -> AcmeHttp.answer(c, "302 Found", "Location: https://127.0.0.1:1/\r\n", ""));
        assertThat(((Unknown) ask()).reason()).isEqualTo("it answers with status 302");
    }

    @Test
    void oneThatNeverAnswersEndsAtTheLimit() {
        serve(c -> c.getInputStream().readAllBytes());
        long began = System.nanoTime();

        var said = (Unknown) ask(Duration.ofMillis(400));

        assertThat(said.reason()).isEqualTo("no answer within 400 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void oneThatTricklesEndsAtTheLimitToo() {
        serve(c -> {
            var out = c.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(5);
            }
        });
        assertThat(((Unknown) ask(Duration.ofMillis(700))).reason())
                .isEqualTo("no answer within 700 ms");
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        serve(c -> {
            var out = c.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            byte[] blanks = " ".repeat(8_192).getBytes(US_ASCII);
            while (true) {
                out.write(blanks);
            }
        });
        assertThat(ask()).isInstanceOf(Unknown.class);
    }

    @Test
    void anAuthorityThatIsNotTrustedIsUnknown() {
        serve(c -> AcmeHttp.answer(c, "200 OK", "", "{}"));
        try (var adviser =
                new AcmeAdviser(
                        InstantSource.fixed(NOW), TestCertificates.root("Other").trusted())) {
            assertThat(adviser.ask(directory(), leaf(PEM), LIMIT)).isInstanceOf(Unknown.class);
            assertThat(asked).isEmpty();
            adviser.trust(ROOT.trusted());
            assertThat(((Unknown) adviser.ask(directory(), leaf(PEM), LIMIT)).reason())
                    .isEqualTo("it offers no renewal information");
        }
    }

    @Test
    void aWindowThatIsReplacedIsKnownSinceThenAndAFailureKeepsIt() {
        Suggested first = suggested(NOW, 10);
        Suggested same = suggested(NOW.plusSeconds(60), 10);
        Suggested other = suggested(NOW.plusSeconds(120), 3);
        var lost = new Unknown("gone", NOW.plusSeconds(180), NOW.plusSeconds(240));

        assertThat(((Suggested) same.after(first)).changedAt()).isEmpty();
        var changed = (Suggested) other.after(first);
        assertThat(changed.changedAt()).contains(NOW.plusSeconds(120));
        var kept = (Suggested) lost.after(changed);
        assertThat(kept.window()).isEqualTo(other.window());
        assertThat(kept.askedAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(kept.askAgainAt()).isEqualTo(NOW.plusSeconds(240));
    }

    private static Suggested suggested(Instant at, int days) {
        Instant from = NOW.plus(Duration.ofDays(days));
        var window = new RenewalRule.Window(from, from.plusSeconds(60), "x");
        return new Suggested(window, Optional.empty(), Optional.empty(), at, at.plusSeconds(60));
    }

    private SuggestedRenewal ask(String information, String headers) {
        serve(c -> {
            String directory =
                    "{\"renewalInfo\": \"https://127.0.0.1:%d/info\"}".formatted(c.getLocalPort());
            boolean first = asked.size() == 1;
            AcmeHttp.answer(c, "200 OK", headers, first ? directory : information);
        });
        return ask();
    }

    private SuggestedRenewal ask() {
        return ask(LIMIT);
    }

    private SuggestedRenewal ask(Duration limit) {
        try (var adviser = new AcmeAdviser(InstantSource.fixed(NOW), ROOT.trusted())) {
            return adviser.ask(directory(), leaf(PEM), limit);
        }
    }

    private URI directory() {
        return URI.create("https://127.0.0.1:%d/directory".formatted(server.orElseThrow().port()));
    }

    /// Reads a request, then converses.
    private void serve(TestServer.Conversation conversation) {
        Issued own = ROOT.issue(TestCertificates.server("127.0.0.1"));
        server =
                Optional.of(
                        TestServer.talking(
                                own,
                                c -> {
                                    asked.add(AcmeHttp.request(c));
                                    conversation.with(c);
                                }));
    }

    private static Parsed leaf(String pem) {
        return new Parsed(
                "CN=a",
                List.of(),
                "CN=b",
                BigInteger.ONE,
                NOW,
                NOW.plus(LIMIT),
                "EC P-256",
                "SHA256withECDSA",
                "00",
                "00",
                1,
                pem);
    }
}
