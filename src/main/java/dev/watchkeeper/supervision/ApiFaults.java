package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.ApiReply.Why;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

/// Says in words why an API did not answer.
///
/// @param product as a person calls what is expected there
record ApiFaults(String product, URI asked) {
    /// `name:port`, as in the address.
    String place() {
        return asked.getPort() < 0 ? asked.getHost() : asked.getHost() + ":" + asked.getPort();
    }

    <T> ApiReply<T> redirected(Optional<URI> target) {
        String where = target.map(t -> t.getScheme() + "://" + t.getAuthority()).orElse("nowhere");
        return ApiReply.failed(
                Why.STATUS,
                "%s sends what asks it to %s, which is not followed".formatted(place(), where));
    }

    <T> ApiReply<T> status(int status, String body) {
        return switch (status) {
            case 401 ->
                    ApiReply.failed(
                            Why.UNAUTHORIZED, place() + ": the secret was refused (status 401)");
            case 403 ->
                    ApiReply.failed(
                            Why.UNAUTHORIZED,
                            "%s does not allow %s (status 403)"
                                    .formatted(place(), asked.getPath()));
            case 404 ->
                    ApiReply.failed(
                            Why.NOT_FOUND,
                            "%s has no such API as %s (status 404): is this %s?"
                                    .formatted(place(), asked.getPath(), product));
            default ->
                    ApiReply.failed(
                            Why.STATUS,
                            "%s answers with status %d to %s%s"
                                    .formatted(place(), status, asked.getPath(), quoted(body)));
        };
    }

    private static String quoted(String body) {
        String start = body.substring(0, Math.min(300, body.length()));
        String line = start.replaceAll("<[^>]*>", " ").strip();
        return line.isEmpty() ? "" : ": " + line;
    }

    <T> ApiReply<T> unfinished() {
        return ApiReply.failed(
                Why.SILENT,
                "%s began to answer %s and did not come to an end"
                        .formatted(place(), asked.getPath()));
    }

    <T> ApiReply<T> unreadable(String why) {
        return ApiReply.failed(
                Why.UNREADABLE,
                "%s answers %s with something that is not JSON: is this %s? (%s)"
                        .formatted(place(), asked.getPath(), product, why));
    }

    /// Nothing came in time; whether it takes connections is what tells a process that hangs from a
    /// machine that is gone.
    <T> ApiReply<T> silent(URI at, long endNanos) {
        return connects(at, endNanos)
                ? ApiReply.failed(Why.SILENT, place() + " accepts connections and does not answer")
                : ApiReply.failed(
                        Why.UNCONNECTED, place() + " does not answer, not even to a connection");
    }

    private static boolean connects(URI at, long endNanos) {
        int port = at.getPort() >= 0 ? at.getPort() : "https".equals(at.getScheme()) ? 443 : 80;
        CompletableFuture<Boolean> connected = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> connected.complete(connects(at.getHost(), port)));
        try {
            return connected.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean connects(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2000);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    <T> ApiReply<T> failed(Throwable fault) {
        if (has(fault, UnresolvedAddressException.class)) {
            return ApiReply.failed(
                    Why.UNRESOLVED, asked.getHost() + ": the name cannot be resolved");
        }
        if (has(fault, SSLException.class)) {
            return ApiReply.failed(Why.TLS, "TLS with " + place() + " failed: " + words(fault));
        }
        if (has(fault, ConnectException.class)) {
            return ApiReply.failed(Why.REFUSED, place() + " refuses connections");
        }
        String words = words(fault);
        return words.startsWith("body exceeds capacity")
                ? ApiReply.failed(
                        Why.TOO_LARGE,
                        "%s answers %s with more than is read".formatted(place(), asked.getPath()))
                : ApiReply.failed(Why.BROKEN, place() + " gives no answer: " + words);
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> kind) {
        return Stream.iterate(fault, f -> f != null, Throwable::getCause)
                .limit(20)
                .anyMatch(kind::isInstance);
    }

    /// The first message on the way to the cause.
    static String words(Throwable fault) {
        return Stream.iterate(fault, f -> f != null, Throwable::getCause)
                .limit(20)
                .flatMap(f -> Optional.ofNullable(f.getMessage()).stream())
                .findFirst()
                .orElse(fault.getClass().getSimpleName());
    }
}
