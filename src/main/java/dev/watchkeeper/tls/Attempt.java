package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.TlsObservation.Failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/// One connection and one handshake, with every end of it told apart.
final class Attempt {
    private static final int BANNER = 400;
    private static final long BANNER_NANOS = 500_000_000;

    private final Watchdog watchdog;
    private final InetSocketAddress address;
    private final Deadline deadline;

    Attempt(Watchdog watchdog, InetSocketAddress address, Deadline deadline) {
        this.watchdog = watchdog;
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
            return settle(connection, handshake.run(connection, serverName));
        } catch (Connection.NotTlsException e) {
            return notTls(connection, e.first());
        } catch (IOException e) {
            return failed(connection.phase(), e);
        }
    }

    /// A handshake that broke because the watchdog closed its connection has timed out.
    private Outcome settle(Connection connection, Handshake.Result result) {
        return result instanceof Handshake.Broken && deadline.passed()
                ? timedOut(connection.phase())
                : new Spoke(result);
    }

    private Outcome notTls(Connection connection, byte[] first) {
        long patience = Math.min(BANNER_NANOS, deadline.remainingNanos());
        try (var _ = watchdog.guard(connection, patience)) {
            byte[] said = connection.restOfLine(first, BANNER);
            return new Failed(Failure.NOT_TLS, SpokenProtocol.describe(said));
        }
    }

    private Outcome failed(Connection.Phase phase, IOException e) {
        return switch (e) {
            case ClosedByInterruptException c -> new Failed(Failure.BROKEN, "cancelled");
            case AsynchronousCloseException c -> timedOut(phase);
            case ClosedChannelException c -> timedOut(phase);
            case EOFException c ->
                    new Failed(
                            Failure.CLOSED,
                            "the server closed the connection during the handshake without a word");
            default -> phase == Connection.Phase.CONNECT ? notConnected(e) : duringHandshake(e);
        };
    }

    private Outcome timedOut(Connection.Phase phase) {
        String where =
                switch (phase) {
                    case CONNECT -> "the connection was not answered";
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

    private static Outcome duringHandshake(IOException e) {
        String message = said(e).toLowerCase(Locale.ROOT);
        return message.contains("reset") || message.contains("broken pipe")
                ? new Failed(Failure.RESET, "connection reset during the handshake")
                : new Failed(Failure.BROKEN, "the handshake broke: " + said(e));
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return VisibleText.capped(message == null ? e.getClass().getSimpleName() : message, 200);
    }
}
