package dev.watchkeeper.ssh;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Hands JSch a byte stream that is connected already: a TCP connection, or a channel through a
/// jump host. JSch gets no socket, so it sets no timeouts of its own: the deadline is the
/// watchdog's.
final class Transport implements Proxy {
    private final GreetingStream in;
    private final OutputStream out;
    private final Closeable connection;

    Transport(InputStream in, OutputStream out, Closeable connection) {
        this.in = new GreetingStream(in);
        this.out = out;
        this.connection = connection;
    }

    GreetingStream greeting() {
        return in;
    }

    @Override
    public void connect(@Nullable SocketFactory factory, String host, int port, int timeout) {
        // It is connected.
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        Closing.quietly(connection::close);
    }
}
