package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObserver;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Endpoints that do what a test says, each served at one address that is its name.
final class FakeTls implements TlsObserver {
    private final InstantSource clock;
    private final Map<String, Function<TlsTarget, TlsObservation>> scripts =
            new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    FakeTls(InstantSource clock) {
        this.clock = clock;
    }

    FakeTls script(String name, Function<TlsTarget, TlsObservation> answer) {
        scripts.put(name, answer);
        return this;
    }

    /// Waits for the latch however long that takes, as an observer that breaks its promise.
    FakeTls stall(String name, CountDownLatch until) {
        return script(
                name,
                t -> {
                    await(until);
                    return Samples.presented(t, clock.instant());
                });
    }

    int asked(String name) {
        return asked.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    public List<TlsTarget> targets(TlsEndpoint endpoint, Duration limit) {
        return List.of(new TlsTarget(endpoint, "127.0.0.1", "127.0.0.1", endpoint.port()));
    }

    @Override
    public TlsObservation observe(TlsTarget target, Duration limit) {
        String name = target.endpoint().name();
        asked.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
        return scripts.getOrDefault(name, t -> Samples.presented(t, clock.instant())).apply(target);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
