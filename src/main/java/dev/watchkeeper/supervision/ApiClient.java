package dev.watchkeeper.supervision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.ApiReply.Why;
import dev.watchkeeper.tls.TrustStore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks HTTP APIs: one wall-clock deadline from the name's look-up to the last byte, a limit for
/// what is read, and no redirection to another host.
///
/// Safe for use by many threads at once.
public final class ApiClient implements AutoCloseable {
    /// What 2,000 services say of themselves takes a fraction of it.
    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_REDIRECTIONS = 3;

    private final int mostBytes;
    private final Map<Trusted, HttpClient> clients = new HashMap<>();
    private TrustStore trusted;

    /// @param trusted what servers are judged against, with an access's own authority
    public ApiClient(TrustStore trusted) {
        this(trusted, MOST_BYTES);
    }

    ApiClient(TrustStore trusted, int mostBytes) {
        this.trusted = trusted;
        this.mostBytes = mostBytes;
    }

    /// Judges by this store from the next question on.
    public synchronized void trust(TrustStore store) {
        // Questions under way end by their own limits.
        clients.values().forEach(HttpClient::shutdown);
        clients.clear();
        trusted = store;
    }

    /// Questions to one API that are over together within the limit.
    ApiSession open(String product, WebAccess access, Duration limit) {
        return new ApiSession(this, product, access, System.nanoTime() + limit.toNanos());
    }

    /// @param product as a person calls what is expected there
    /// @param endNanos on the monotonic clock
    ApiReply<String> ask(String product, WebAccess access, HttpRequest request, long endNanos) {
        HttpClient client;
        try {
            client = client(access.ca());
        } catch (IOException e) {
            return ApiReply.failed(Why.TLS, "its authority cannot be used: " + ApiFaults.words(e));
        }
        return ask(new ApiFaults(product, request.uri()), client, request, endNanos);
    }

    private ApiReply<String> ask(
            ApiFaults faults, HttpClient client, HttpRequest first, long endNanos) {
        HttpRequest request = first;
        for (int hop = 0; hop <= MOST_REDIRECTIONS; hop++) {
            ApiReply<HttpResponse<byte[]>> reply = once(faults, client, request, endNanos);
            if (!(reply instanceof ApiReply.Answered<HttpResponse<byte[]>>(var response, var _))) {
                return reply.map(_ -> "");
            }
            if (!isRedirection(response.statusCode())) {
                return answer(faults, response);
            }
            Optional<URI> next = target(response);
            if (next.isEmpty() || !isSamePlace(first.uri(), next.get())) {
                return faults.redirected(next);
            }
            request = HttpRequest.newBuilder(first, (_, _) -> true).uri(next.get()).build();
        }
        return ApiReply.failed(Why.STATUS, faults.place() + " redirects in a circle");
    }

    private ApiReply<HttpResponse<byte[]>> once(
            ApiFaults faults, HttpClient client, HttpRequest request, long endNanos) {
        var begun = new AtomicBoolean();
        BodyHandler<byte[]> body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request,
                        head -> {
                            begun.set(true);
                            return body.apply(head);
                        });
        try {
            long left = Math.max(0, endNanos - System.nanoTime());
            // Whether it takes connections is asked after it.
            long wait = left - Math.min(left / 5, TimeUnit.MILLISECONDS.toNanos(500));
            HttpResponse<byte[]> response = answer.get(wait, TimeUnit.NANOSECONDS);
            return new ApiReply.Answered<>(response, Optional.empty());
        } catch (TimeoutException _) {
            return begun.get() ? faults.unfinished() : faults.silent(request.uri(), endNanos);
        } catch (ExecutionException e) {
            return faults.failed(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ApiReply.failed(Why.CANCELLED, "it was no longer wanted");
        } finally {
            answer.cancel(true);
        }
    }

    private static ApiReply<String> answer(ApiFaults faults, HttpResponse<byte[]> response) {
        String text = new String(response.body(), UTF_8);
        return response.statusCode() == 200
                ? new ApiReply.Answered<>(text, date(response))
                : faults.status(response.statusCode(), text);
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    private static Optional<URI> target(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Location")
                    .map(l -> response.uri().resolve(l))
                    .filter(u -> u.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What is sent along must not leave the host, nor its encryption.
    private static boolean isSamePlace(URI from, URI to) {
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        boolean kept = secure || from.getScheme().equalsIgnoreCase(to.getScheme());
        return kept && from.getHost().equalsIgnoreCase(to.getHost());
    }

    private static Optional<Instant> date(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Date")
                    .map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private synchronized HttpClient client(Optional<Path> ca) throws IOException {
        Trusted key =
                ca.isEmpty()
                        ? new Trusted(Optional.empty(), FileTime.fromMillis(0))
                        : new Trusted(ca, Files.getLastModifiedTime(ca.get()));
        HttpClient kept = clients.get(key);
        if (kept != null) {
            return kept;
        }
        TrustStore store = ca.isEmpty() ? trusted : trusted.and(TrustStore.pemFile(ca.get()));
        HttpClient made =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .sslContext(store.clientContext())
                        .build();
        clients.entrySet().removeIf(c -> isEarlier(c.getKey(), key, c.getValue()));
        clients.put(key, made);
        return made;
    }

    /// Questions under way with what the file held before end by their own limits.
    private static boolean isEarlier(Trusted kept, Trusted now, HttpClient client) {
        boolean earlier = kept.file().equals(now.file());
        if (earlier) {
            client.shutdown();
        }
        return earlier;
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        clients.clear();
    }

    /// A file of authorities, as it was then.
    private record Trusted(Optional<Path> file, FileTime changed) {}
}
