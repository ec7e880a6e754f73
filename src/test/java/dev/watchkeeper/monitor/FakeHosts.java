package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObserver;
import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Hosts that do what a test says; by default they are idle and well.
final class FakeHosts implements HostObserver {
    private final InstantSource clock;
    private final Map<String, Function<Host, HostObservation>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    FakeHosts(InstantSource clock) {
        this.clock = clock;
    }

    FakeHosts script(String name, Function<Host, HostObservation> answer) {
        scripts.put(name, answer);
        return this;
    }

    int asked(String name) {
        return asked.getOrDefault(name, new AtomicInteger()).get();
    }

    @Override
    public HostObservation observe(Host host, Duration limit) {
        asked.computeIfAbsent(host.name(), _ -> new AtomicInteger()).incrementAndGet();
        return scripts.getOrDefault(host.name(), this::well).apply(host);
    }

    private HostObservation well(Host host) {
        return Samples.probed(host, clock.instant(), List.of(), List.of());
    }
}
