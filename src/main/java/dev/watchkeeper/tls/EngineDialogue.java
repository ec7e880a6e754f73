package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Moves records between an engine and a connection until the handshake is over.
final class EngineDialogue {
    private static final int ALERT = 21;
    private static final int FATAL = 2;

    private final SSLEngine engine;
    private final Connection connection;
    private final Capture capture;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final ByteBuffer none = ByteBuffer.allocate(0);
    private int alert = -1;

    EngineDialogue(
            SSLEngine engine, Connection connection, Capture capture, RecordBuffers.Pair records) {
        this.engine = engine;
        this.connection = connection;
        this.capture = capture;
        this.in = records.in().clear().flip();
        this.out = records.out();
    }

    Handshake.Result run() throws IOException {
        try {
            engine.beginHandshake();
            shakeHands();
            sayGoodbye();
            return capture.result("");
        } catch (SSLException e) {
            sayGoodbye();
            return broken(e);
        } catch (IOException e) {
            if (capture.hasChain()) {
                return capture.result(reason(e));
            }
            throw e;
        } catch (Exception e) {
            // The engine lets the checked exceptions of its callbacks through undeclared: this is
            // how a certificate that does not parse shows.
            return broken(e);
        } finally {
            free();
        }
    }

    private Handshake.Result broken(Exception e) {
        if (capture.hasChain()) {
            return capture.result(alert < 0 ? reason(e) : "alert " + Alerts.name(alert));
        }
        return alert < 0 ? new Handshake.Broken(reason(e)) : new Handshake.Alerted(alert);
    }

    private void shakeHands() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
            status =
                    switch (status) {
                        case NEED_WRAP -> send();
                        case NEED_TASK -> runTask();
                        default -> receive();
                    };
        }
    }

    private HandshakeStatus send() throws IOException {
        out.clear();
        SSLEngineResult result = engine.wrap(none, out);
        connection.write(out.flip());
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && out.position() == 0) {
            throw new EOFException("closed");
        }
        return result.getHandshakeStatus();
    }

    private HandshakeStatus receive() throws IOException {
        noteAlert();
        SSLEngineResult result = engine.unwrap(in, none);
        return switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                fill();
                yield HandshakeStatus.NEED_UNWRAP;
            }
            case CLOSED -> throw new EOFException("closed");
            default -> result.getHandshakeStatus();
        };
    }

    private void fill() throws IOException {
        in.compact();
        if (!in.hasRemaining()) {
            // A read into a full buffer returns at once, for ever.
            throw new SSLException("a record of more than " + in.capacity() + " bytes");
        }
        int n = connection.read(in);
        in.flip();
        if (n < 0) {
            throw new EOFException("closed");
        }
    }

    /// An alert before the keys are agreed is in the clear: type, version, length 2, level, code.
    private void noteAlert() {
        int at = in.position();
        if (in.remaining() >= 7
                && in.get(at) == ALERT
                && in.getShort(at + 3) == 2
                && in.get(at + 5) == FATAL) {
            alert = in.get(at + 6) & 0xff;
        }
    }

    private HandshakeStatus runTask() {
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    /// A server logs a client that leaves without a word.
    private void sayGoodbye() {
        try {
            engine.closeOutbound();
            out.clear();
            engine.wrap(none, out);
            connection.write(out.flip());
        } catch (IOException e) {
            // The peer left first.
            return;
        }
    }

    private void free() {
        engine.closeOutbound();
        try {
            engine.closeInbound();
        } catch (SSLException e) {
            // Complains that the peer did not say goodbye; the native memory is freed all the same.
            return;
        }
    }

    private static String reason(Exception e) {
        if (e instanceof ClosedChannelException) {
            return "the time limit passed";
        }
        String message = e.getMessage();
        return VisibleText.capped(message == null ? e.getClass().getSimpleName() : message, 200);
    }
}
