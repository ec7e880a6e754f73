package dev.watchkeeper.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.toolbox.JSON;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks an ACME server for its renewal information (RFC 9773 4.1): two requests without signature,
/// which need no account. Both together stay within the limit, and each answer within 64 KiB;
/// redirections are not followed.
///
/// Safe for use by many threads at once.
public final class AcmeAdviser implements RenewalAdviser, AutoCloseable {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_CHARACTERS = 1000;

    private final InstantSource clock;
    private TrustStore trustStore;
    // Most fleets ask no authority, and a client is dear to make.
    private Optional<HttpClient> client = Optional.empty();

    /// @param trustStore what the authority's own certificate is judged against
    public AcmeAdviser(InstantSource clock, TrustStore trustStore) {
        this.clock = clock;
        this.trustStore = trustStore;
    }

    /// Judges by this store from the next question on.
    public synchronized void trust(TrustStore store) {
        // Questions under way end by their own limits.
        client.ifPresent(HttpClient::shutdown);
        client = Optional.empty();
        trustStore = store;
    }

    private synchronized HttpClient client() {
        if (client.isEmpty()) {
            client =
                    Optional.of(
                            HttpClient.newBuilder()
                                    .followRedirects(HttpClient.Redirect.NEVER)
                                    .sslContext(trustStore.clientContext())
                                    .build());
        }
        return client.get();
    }

    @Override
    public SuggestedRenewal ask(URI directory, Parsed leaf, Duration limit) {
        Instant now = clock.instant();
        Deadline deadline = Deadline.in(limit);
        try {
            String id = CertificateId.of(leaf);
            JSON offered = JSON.parse(get(directory, deadline).body());
            Optional<URI> resource = offered.get("renewalInfo").optional().map(JSON.Value::asURI);
            if (resource.isEmpty()) {
                return unknown("it offers no renewal information", now, RetryAfter.USUAL);
            }
            URI about = URI.create(resource.get().toString().replaceFirst("/+$", "") + "/" + id);
            return answer(get(secure(about), deadline), now);
        } catch (Refused e) {
            return unknown(words(e), now, e.retryAfter);
        } catch (TimeoutException e) {
            return unknown("no answer within " + limit.toMillis() + " ms", now, RetryAfter.USUAL);
        } catch (IOException | GeneralSecurityException e) {
            return unknown(words(e), now, RetryAfter.USUAL);
        } catch (AcmeProtocolException | IllegalArgumentException | ClassCastException e) {
            return unknown("its answer makes no sense: " + words(e), now, RetryAfter.USUAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("it was no longer wanted", now, RetryAfter.USUAL);
        }
    }

    private static SuggestedRenewal answer(HttpResponse<String> response, Instant now) {
        JSON said = JSON.parse(response.body());
        JSON window = said.get("suggestedWindow").asObject();
        Instant from = window.get("start").asInstant();
        Instant to = window.get("end").asInstant();
        Duration wait = RetryAfter.of(response.headers(), now);
        if (!from.isBefore(to)) {
            return unknown("its window ends before it begins: " + from + " to " + to, now, wait);
        }
        return new SuggestedRenewal.Suggested(
                new RenewalRule.Window(from, to, "its authority's suggestion (RFC 9773)"),
                explanation(said),
                Optional.empty(),
                now,
                now.plus(wait));
    }

    /// A page that explains is no part of the answer: one that makes no sense is passed over.
    private static Optional<URI> explanation(JSON said) {
        try {
            return said.get("explanationURL")
                    .optional()
                    .map(JSON.Value::asString)
                    .filter(u -> u.length() <= MOST_CHARACTERS)
                    .map(URI::create)
                    .filter(u -> "https".equalsIgnoreCase(u.getScheme()) && u.getHost() != null)
                    .map(u -> URI.create(u.toASCIIString()));
        } catch (AcmeProtocolException | IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }

    private HttpResponse<String> get(URI address, Deadline deadline)
            throws IOException, InterruptedException, TimeoutException, Refused {
        var request = HttpRequest.newBuilder(secure(address)).GET().build();
        CompletableFuture<HttpResponse<String>> answer =
                client().sendAsync(
                                request,
                                BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MOST_BYTES));
        try {
            HttpResponse<String> response =
                    answer.get(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new Refused(response, clock.instant());
            }
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static URI secure(URI address) throws IOException {
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            throw new IOException("it names an address that is not https");
        }
        return address;
    }

    private static SuggestedRenewal unknown(String reason, Instant now, Duration wait) {
        return new SuggestedRenewal.Unknown(VisibleText.capped(reason, 200), now, now.plus(wait));
    }

    private static String words(Exception e) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : String.valueOf(cause.getMessage());
    }

    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }

    /// An answer other than 200.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Duration retryAfter;

        Refused(HttpResponse<String> response, Instant now) {
            super("it answers with status " + response.statusCode());
            retryAfter = RetryAfter.of(response.headers(), now);
        }
    }
}
