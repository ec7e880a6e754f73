package dev.watchkeeper.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.WebAccess;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Sends HTTP requests, each on a connection of its own: what counts is the status of the answer;
/// no redirect is followed, and no body is read.
final class WebSending {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private final WebAccess access;
    private final Trust trust;

    WebSending(WebAccess access, Trust trust) {
        this.access = access;
        this.trust = trust;
    }

    /// @param path is put after the address's own
    void post(String path, String json, Optional<String> idempotencyKey)
            throws IOException, InterruptedException, GeneralSecurityException, Sender.Refused {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json, UTF_8));
        idempotencyKey.ifPresent(k -> request.header("Idempotency-Key", k));
        send(request.build());
    }

    /// An empty request.
    void ask(boolean post)
            throws IOException, InterruptedException, GeneralSecurityException, Sender.Refused {
        HttpRequest.Builder request = request("");
        send((post ? request.POST(HttpRequest.BodyPublishers.noBody()) : request.GET()).build());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String base = access.url().toString();
        String joined = path.isEmpty() ? base : base.replaceAll("/+$", "") + path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(joined)).header("User-Agent", "watchkeeper");
        if (access.secret().isPresent()) {
            String secret = Secrets.firstLine(access.secret().get());
            request.header("Authorization", authorization(access.user(), secret));
        }
        return request;
    }

    private static String authorization(Optional<String> user, String secret) {
        return user.map(u ->
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((u + ":" + secret).getBytes(UTF_8)))
                .orElse("Bearer " + secret);
    }

    private void send(HttpRequest request)
            throws IOException, InterruptedException, GeneralSecurityException, Sender.Refused {
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .sslContext(trust.context(access.ca()))
                        .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            int status = answer.statusCode();
            if (status < 200 || status > 299) {
                String hint =
                        status >= 300 && status < 400
                                ? ": it redirects, which is not followed; give the address itself"
                                : "";
                throw new Sender.Refused("it answered with HTTP status " + status + hint);
            }
        } finally {
            client.shutdownNow();
        }
    }
}
