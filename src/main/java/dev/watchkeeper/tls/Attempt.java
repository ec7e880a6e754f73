package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.starttls.PlainDialogue;
import dev.watchkeeper.tls.starttls.Preface;
import dev.watchkeeper.tls.starttls.PrefaceException;
import dev.watchkeeper.tls.starttls.SpokenProtocol;
import dev.watchkeeper.tls.starttls.StrangeReplyException;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;

/// One connection and one handshake, with every end of it told apart.
final class Attempt {
    private static final int BANNER = 400;
    private static final long BANNER_NANOS = 500_000_000;

    private final Watchdog watchdog;
    private final TlsEndpoint endpoint;
    private final InetSocketAddress address;
    private final Deadline deadline;

    /// @param endpoint says what comes before TLS
    Attempt(Watchdog watchdog, TlsEndpoint endpoint, InetSocketAddress address, Deadline deadline) {
        this.watchdog = watchdog;
        this.endpoint = endpoint;
        this.address = address;
        this.deadline = deadline;
    }

    /// How an attempt ended.
    sealed interface Outcome {}

    record Spoke(Handshake.Result result) implements Outcome {}

    record Failed(Failure failure, String text) implements Outcome {}

    Outcome run(Handshake handshake, String serverName) {
        try (var connection = new Connection();
                var _ = watchdog.guard(connection, deadline.remainingNanos())) {
            return talk(connection, handshake, serverName);
        } catch (IOException e) {
            return new Failed(
                    Failure.BROKEN, "this workstation could not open a socket: " + said(e));
        }
    }

    private Outcome talk(Connection connection, Handshake handshake, String serverName) {
        try {
            connection.connect(address);
            if (endpoint.startTls().isPresent()) {
                connection.agree(Preface.of(endpoint.startTls().get()), endpoint.name());
            }
            return settle(connection, handshake.run(connection, serverName));
        } catch (Connection.NotTlsException e) {
            return notTls(connection, e.first());
        } catch (StrangeReplyException e) {
            return strange(Failure.WRONG_PROTOCOL, connection, e.said());
        } catch (PrefaceException e) {
            return new Failed(failure(e.kind()), e.text());
        } catch (IOException e) {
            return failed(connection, e);
        }
    }

    private static Failure failure(PrefaceException.Kind kind) {
        return switch (kind) {
            case NOT_OFFERED -> Failure.STARTTLS_NOT_OFFERED;
            case REFUSED -> Failure.STARTTLS_REFUSED;
            case GARBAGE -> Failure.WRONG_PROTOCOL;
            case PLAINTEXT -> Failure.PLAINTEXT_AFTER_STARTTLS;
        };
    }

    /// A handshake that broke because the watchdog closed its connection has timed out.
    private Outcome settle(Connection connection, Handshake.Result result) {
        return result instanceof Handshake.Broken && deadline.passed()
                ? timedOut(connection)
                : new Spoke(result);
    }

    private Outcome notTls(Connection connection, byte[] first) {
        return connection.agreed()
                ? new Failed(
                        Failure.PLAINTEXT_AFTER_STARTTLS, PlainDialogue.plaintext(first).text())
                : strange(Failure.NOT_TLS, connection, first);
    }

    private Outcome strange(Failure failure, Connection connection, byte[] first) {
        long patience = Math.min(BANNER_NANOS, deadline.remainingNanos());
        try (var _ = watchdog.guard(connection, patience)) {
            byte[] said = connection.restOfLine(first, BANNER);
            return new Failed(failure, spoken(said));
        }
    }

    private String spoken(byte[] said) {
        Optional<StartTls> startTls = endpoint.startTls();
        String expected = startTls.map(StartTls::protocol).orElse("TLS");
        return SpokenProtocol.describe(expected, said, startTls);
    }

    private Outcome failed(Connection connection, IOException e) {
        return switch (e) {
            case ClosedByInterruptException c -> new Failed(Failure.BROKEN, "cancelled");
            case AsynchronousCloseException c -> timedOut(connection);
            case ClosedChannelException c -> timedOut(connection);
            case EOFException c ->
                    new Failed(
                            Failure.CLOSED,
                            "the server closed the connection during the "
                                    + during(connection)
                                    + " without a word");
            default ->
                    connection.phase() == Connection.Phase.CONNECT
                            ? notConnected(e)
                            : broken(connection, e);
        };
    }

    private String during(Connection connection) {
        return switch (connection.phase()) {
            case GREETING, PREFACE -> protocol() + " dialogue before TLS";
            case CONNECT, FIRST_ANSWER, HANDSHAKE -> "handshake";
        };
    }

    private String protocol() {
        return endpoint.startTls().map(StartTls::protocol).orElse("plain");
    }

    private Outcome timedOut(Connection connection) {
        String where =
                switch (connection.phase()) {
                    case CONNECT -> "the connection was not answered";
                    case GREETING ->
                            "connected, but the server never said a word of "
                                    + protocol()
                                    + "; it may expect TLS from the first byte";
                    case PREFACE ->
                            "the "
                                    + protocol()
                                    + " dialogue before TLS began and did not finish; so far it"
                                    + " said "
                                    + SpokenProtocol.excerpt(connection.heard());
                    case FIRST_ANSWER -> "connected, but the server never answered the ClientHello";
                    case HANDSHAKE -> "the handshake began and did not finish";
                };
        return new Failed(
                Failure.TIMED_OUT, "timed out after " + deadline.inWords() + ": " + where);
    }

    private Outcome notConnected(IOException e) {
        String said = said(e);
        String message = said.toLowerCase(Locale.ROOT);
        if (message.contains("refused")) {
            return new Failed(Failure.REFUSED, "connection refused: nothing listens on the port");
        }
        if (message.contains("timed out")) {
            return new Failed(
                    Failure.TIMED_OUT, "timed out by the network: the connection was not answered");
        }
        if (message.contains("reset")) {
            return new Failed(Failure.RESET, "connection reset while connecting");
        }
        return new Failed(
                Failure.UNREACHABLE, "no route to the address over " + family() + ": " + said);
    }

    private String family() {
        return address.getAddress() instanceof java.net.Inet6Address ? "IPv6" : "IPv4";
    }

    private Outcome broken(Connection connection, IOException e) {
        String message = said(e).toLowerCase(Locale.ROOT);
        String during = during(connection);
        return message.contains("reset") || message.contains("broken pipe")
                ? new Failed(Failure.RESET, "connection reset during the " + during)
                : new Failed(Failure.BROKEN, "the " + during + " broke: " + said(e));
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return VisibleText.capped(message == null ? e.getClass().getSimpleName() : message, 200);
    }
}
