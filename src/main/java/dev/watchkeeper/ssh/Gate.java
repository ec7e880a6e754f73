package dev.watchkeeper.ssh;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// At most one operation a host, and a limited number in all.
final class Gate {
    private final Semaphore all;
    private final ConcurrentHashMap<String, Semaphore> hosts = new ConcurrentHashMap<>();

    Gate(int concurrent) {
        all = new Semaphore(concurrent, true);
    }

    /// Waits for a place until the operation's deadline.
    ///
    /// @throws CancellationException if there was none by then
    Place enter(String host, Operation operation) throws InterruptedException {
        Semaphore one = hosts.computeIfAbsent(host, name -> new Semaphore(1, true));
        acquire(one, operation);
        try {
            acquire(all, operation);
        } catch (InterruptedException | CancellationException e) {
            one.release();
            throw e;
        }
        return () -> {
            all.release();
            one.release();
        };
    }

    private static void acquire(Semaphore semaphore, Operation operation)
            throws InterruptedException {
        if (!semaphore.tryAcquire(operation.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new CancellationException();
        }
    }

    /// A place at the gate, given back by closing it.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
