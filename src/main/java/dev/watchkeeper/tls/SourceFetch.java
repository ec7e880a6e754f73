package dev.watchkeeper.tls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fetches what certificates name, over HTTP alone, under a wall-clock deadline and a size limit.
/// Addresses come from certificates and are hostile: no redirect is followed, and nothing is sent
/// along.
final class SourceFetch implements AutoCloseable {
    /// The largest revocation lists of public authorities have some ten megabytes.
    static final int MOST_BYTES = 16 << 20;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /// What came of it.
    sealed interface Fetched {
        record Body(Der content) implements Fetched {}

        /// @param why in words
        record Unanswered(String why) implements Fetched {}
    }

    Fetched get(String url, Deadline deadline) {
        return address(url)
                .map(a -> HttpRequest.newBuilder(a).GET())
                .map(r -> ask(r.build(), deadline))
                .orElseGet(() -> new Fetched.Unanswered("its address is not HTTP"));
    }

    Fetched post(String url, String type, byte[] body, Deadline deadline) {
        return address(url)
                .map(a -> HttpRequest.newBuilder(a).POST(BodyPublishers.ofByteArray(body)))
                .map(r -> ask(r.header("Content-Type", type).build(), deadline))
                .orElseGet(() -> new Fetched.Unanswered("its address is not HTTP"));
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = URI.create(url);
            boolean http =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Fetched ask(HttpRequest request, Deadline deadline) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            HttpResponse<byte[]> response =
                    answer.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            return response.statusCode() == 200
                    ? new Fetched.Body(Der.of(response.body()))
                    : new Fetched.Unanswered("it answered with status " + response.statusCode());
        } catch (TimeoutException e) {
            return new Fetched.Unanswered("it did not answer in time");
        } catch (ExecutionException e) {
            return new Fetched.Unanswered(
                    e.getCause() instanceof IOException io
                            ? CertificateReader.reason(io)
                            : "it could not be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Unanswered("cancelled");
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
