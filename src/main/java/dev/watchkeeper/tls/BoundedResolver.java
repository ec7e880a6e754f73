package dev.watchkeeper.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Puts a limit on a resolver. A name that is being looked up is not looked up a second time, and a
/// resolver that hangs costs a bounded number of threads.
final class BoundedResolver implements AutoCloseable {
    private static final int THREADS = 32;

    private final Resolver resolver;
    private final ExecutorService threads;
    private final Map<String, CompletableFuture<Resolution>> pending = new ConcurrentHashMap<>();

    BoundedResolver(Resolver resolver) {
        this.resolver = resolver;
        var pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("tls-resolver-", 0).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    Resolution resolve(String name, Deadline deadline) throws InterruptedException {
        try {
            return Resolution.of(List.of(InetAddress.ofLiteral(name)));
        } catch (IllegalArgumentException e) {
            return lookUp(name, deadline);
        }
    }

    private Resolution lookUp(String name, Deadline deadline) throws InterruptedException {
        CompletableFuture<Resolution> answer = pending.computeIfAbsent(name, this::start);
        try {
            return answer.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Resolution.TimedOut();
        } catch (ExecutionException e) {
            return new Resolution.Unknown(String.valueOf(e.getCause()));
        }
    }

    private CompletableFuture<Resolution> start(String name) {
        return CompletableFuture.supplyAsync(() -> ask(name), threads);
    }

    private Resolution ask(String name) {
        try {
            return Resolution.of(resolver.addresses(name));
        } catch (UnknownHostException e) {
            return new Resolution.Unknown(reason(e));
        } finally {
            pending.remove(name);
        }
    }

    private static String reason(UnknownHostException e) {
        return String.valueOf(e.getMessage()).contains("Temporary failure")
                ? "no name server answered"
                : "the name has no address";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /// What came of a look-up.
    sealed interface Resolution {
        static Resolution of(List<InetAddress> addresses) {
            return addresses.isEmpty()
                    ? new Unknown("the name has no address")
                    : new Found(addresses);
        }

        record Found(List<InetAddress> addresses) implements Resolution {
            public Found {
                addresses = List.copyOf(addresses);
            }
        }

        record Unknown(String reason) implements Resolution {}

        record TimedOut() implements Resolution {}
    }
}
