package dev.watchkeeper.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions that stand ready for the next operation on their host. An operation takes one out and
/// puts it back only when it ended well.
final class KeptSessions implements AutoCloseable {
    private final ConcurrentHashMap<String, Chain> kept = new ConcurrentHashMap<>();
    private final Watchdog watchdog;
    private final Duration idle;
    private volatile boolean closed;

    KeptSessions(Watchdog watchdog, Duration idle) {
        this.watchdog = watchdog;
        this.idle = idle;
    }

    /// Takes a session that leads to the host along this route, if a living one is kept.
    Optional<Chain> take(String host, List<Target> route) {
        Chain chain = kept.remove(host);
        if (chain == null) {
            return Optional.empty();
        }
        if (chain.isAlive() && chain.leads(route)) {
            return Optional.of(chain);
        }
        chain.close();
        return Optional.empty();
    }

    void keep(String host, Chain chain) {
        if (closed || idle.isZero() || !chain.isAlive()) {
            chain.close();
            return;
        }
        Chain older = kept.put(host, chain);
        if (older != null) {
            older.close();
        }
        if (closed) {
            discard(host, chain);
            return;
        }
        long uses = chain.use();
        var _ = watchdog.after(idle, () -> closeIdle(host, chain, uses));
    }

    /// Closes a session and keeps it no longer, if it was kept.
    void discard(String host, Chain chain) {
        kept.remove(host, chain);
        chain.close();
    }

    int size() {
        return kept.size();
    }

    private void closeIdle(String host, Chain chain, long uses) {
        if (chain.isStill(uses) && kept.remove(host, chain)) {
            chain.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        kept.keySet()
                .forEach(host -> Optional.ofNullable(kept.remove(host)).ifPresent(Chain::close));
    }
}
