package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ApiReply.Answered;
import dev.watchkeeper.supervision.ApiReply.Failed;
import dev.watchkeeper.supervision.ApiReply.Why;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TestServer;
import dev.watchkeeper.tls.TrustStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// What comes of asking an API, whatever it does.
final class ApiClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir Path folder;

    private final ApiClient client = new ApiClient(TrustStore.of("none", List.of()), 1000);
    private ScriptedApi api;

    @BeforeEach
    void start() throws Exception {
        api = new ScriptedApi();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    @Test
    void jsonIsReadWithTheServersClock() {
        api.on("/a", "{\"x\": 1}");

        ApiReply<JsonNode> reply = ask(LONG);

        assertThat(reply).isInstanceOf(Answered.class);
        assertThat(reply.content().orElseThrow().path("x").asInt()).isEqualTo(1);
        assertThat(((Answered<JsonNode>) reply).date()).isPresent();
    }

    @Test
    void invalidUtf8IsReplacedAndNotRefused() {
        byte[] json = {'"', (byte) 0xff, '"'};
        api.on(
                "/a",
                exchange -> {
                    exchange.sendResponseHeaders(200, json.length);
                    exchange.getResponseBody().write(json);
                });

        assertThat(ask(LONG).content().orElseThrow().asString()).isEqualTo("\ufffd");
    }

    @Test
    void whatIsNotJsonIsSaidToBe() {
        api.on("/a", "<html>\u202e");

        fails(ask(LONG), Why.UNREADABLE, "is not JSON: is this Prometheus?");
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefused() {
        api.on("/a", "[".repeat(900));

        fails(ask(LONG), Why.UNREADABLE, "is not JSON");
    }

    @Test
    void moreThanTheLimitIsNotRead() {
        api.on("/a", "\"" + "x".repeat(2000) + "\"");

        fails(ask(LONG), Why.TOO_LARGE, "more than is read");
    }

    @Test
    void aStatusIsTold() {
        api.on("/a", ScriptedApi.status(401, ""));
        fails(ask(LONG), Why.UNAUTHORIZED, "the secret was refused");
        api.on("/a", ScriptedApi.status(404, ""));
        fails(ask(LONG), Why.NOT_FOUND, "no such API as /a (status 404): is this Prometheus?");
        api.on("/a", ScriptedApi.status(503, "Service Unavailable"));
        fails(ask(LONG), Why.STATUS, "status 503 to /a: Service Unavailable");
    }

    @Test
    void aRedirectionToAnotherHostIsNotFollowedAndGetsNoSecret() throws Exception {
        try (var other = new ScriptedApi()) {
            String there = other.url().toString().replace("127.0.0.1", "localhost");
            api.on("/a", redirection(there + "/a"));

            fails(ask(LONG), Why.STATUS, "which is not followed");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void aRedirectionOnTheSameHostIsFollowed() {
        api.on("/a", redirection("/b")).on("/b", "7");

        assertThat(ask(LONG).content().orElseThrow().asInt()).isEqualTo(7);
    }

    @Test
    void aRedirectionInACircleEnds() {
        api.on("/a", redirection("/a"));

        fails(ask(LONG), Why.STATUS, "in a circle");
    }

    @Test
    void aBodyThatTricklesEndsAtTheDeadline() {
        var end = new CountDownLatch(1);
        api.on(
                "/a",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    trickle(exchange.getResponseBody(), end);
                });

        fails(ask(SHORT), Why.SILENT, "did not come to an end");
        end.countDown();
    }

    @Test
    void oneThatTakesConnectionsAndHangsIsToldFromOneThatIsGone() throws Exception {
        URI hangs;
        try (var socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            hangs = URI.create("http://127.0.0.1:" + socket.getLocalPort());

            fails(
                    ask(WebAccess.of(hangs), SHORT),
                    Why.SILENT,
                    "accepts connections and does not answer");
        }
        fails(ask(WebAccess.of(hangs), LONG), Why.REFUSED, "refuses connections");
    }

    @Test
    void aNameThatDoesNotExistIsSaid() {
        fails(
                ask(WebAccess.of(URI.create("http://monitoring.invalid:1")), LONG),
                Why.UNRESOLVED,
                "monitoring.invalid: the name cannot be resolved");
    }

    @Test
    void theSecretIsReadEachTimeAndOnlyItsFirstLine() throws Exception {
        api.on("/a", "1");
        Path secret = secret("one\nmore\n");
        var bearer =
                new WebAccess(api.url(), Optional.empty(), Optional.of(secret), Optional.empty());
        ask(bearer, LONG);
        Files.writeString(secret, "two");
        ask(bearer, LONG);
        ask(
                new WebAccess(api.url(), Optional.of("me"), Optional.of(secret), Optional.empty()),
                LONG);

        assertThat(api.asked())
                .extracting(a -> a.headers().getFirst("Authorization"))
                .containsExactly("Bearer one", "Bearer two", "Basic bWU6dHdv");
    }

    @Test
    void aSecretThatEverybodyMayReadIsNotSent() throws Exception {
        Path open = secret("s3cret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        fails(askWith(open), Why.SECRET, "may be read by everybody: chmod 600 it");
        fails(askWith(folder.resolve("none")), Why.SECRET, "does not exist");
        fails(askWith(secret("\nx")), Why.SECRET, "has nothing in its first line");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void aCertificateIsJudgedByTheAccessesOwnAuthority() throws Exception {
        Issued root = TestCertificates.root("Lab Root");
        Issued leaf = root.issue(TestCertificates.server("localhost"));
        try (TestServer server = TestServer.tls(leaf)) {
            URI url = URI.create("https://localhost:" + server.port());
            fails(ask(WebAccess.of(url), LONG), Why.TLS, "TLS with localhost:");

            Path ca = Files.writeString(folder.resolve("ca.pem"), pem(root));
            var own = new WebAccess(url, Optional.empty(), Optional.empty(), Optional.of(ca));
            // It speaks no HTTP.
            assertThat(ask(own, SHORT)).isNotInstanceOf(Answered.class);
            assertThat(((Failed<?>) ask(own, SHORT)).why()).isNotEqualTo(Why.TLS);
        }
    }

    private static String pem(Issued root) {
        return "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(root.der())
                + "\n-----END CERTIFICATE-----\n";
    }

    private ApiReply<JsonNode> askWith(Path secret) {
        return ask(
                new WebAccess(api.url(), Optional.empty(), Optional.of(secret), Optional.empty()),
                LONG);
    }

    private Path secret(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private ApiReply<JsonNode> ask(Duration limit) {
        return ask(WebAccess.of(api.url()), limit);
    }

    private ApiReply<JsonNode> ask(WebAccess access, Duration limit) {
        return client.open("Prometheus", access, limit).get("/a");
    }

    private static ScriptedApi.Answer redirection(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    private static void trickle(java.io.OutputStream out, CountDownLatch end) throws IOException {
        try {
            while (!end.await(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fails(ApiReply<?> reply, Why why, String text) {
        assertThat(reply).isInstanceOf(Failed.class);
        assertThat(((Failed<?>) reply).text()).contains(text).doesNotContain("\u202e");
        assertThat(((Failed<?>) reply).why()).isEqualTo(why);
    }
}
