package dev.watchkeeper.ssh;

import com.jcraft.jsch.Session;

import java.io.Closeable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// The sessions from here to a host, one through the other, over one socket. Closing it closes the
/// socket, which never blocks; taking leave is left to a thread that nobody waits for.
final class Chain implements Closeable {
    private final List<Target> route;
    private final Socket socket;
    private final Closing closing;
    private final List<Session> sessions = new ArrayList<>();
    private long uses;

    Chain(List<Target> route, Socket socket, Closing closing) {
        this.route = List.copyOf(route);
        this.socket = socket;
        this.closing = closing;
    }

    synchronized void add(Session session) {
        sessions.add(session);
    }

    synchronized Session last() {
        return sessions.getLast();
    }

    boolean leads(List<Target> wanted) {
        return route.equals(wanted);
    }

    synchronized boolean isAlive() {
        return !socket.isClosed() && sessions.stream().allMatch(Session::isConnected);
    }

    /// Begins a time of idleness and names it.
    synchronized long use() {
        return ++uses;
    }

    /// Whether it has been idle since.
    synchronized boolean isStill(long use) {
        return uses == use;
    }

    @Override
    public void close() {
        Closing.quietly(socket::close);
        List<Session> open;
        synchronized (this) {
            open = List.copyOf(sessions.reversed());
            sessions.clear();
        }
        if (!open.isEmpty()) {
            closing.inBackground(() -> open.forEach(Session::disconnect));
        }
    }
}
