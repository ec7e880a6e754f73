package dev.watchkeeper.monitor;

import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObserver;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Asks every address of an endpoint for its certificate.
///
/// When a name stops resolving, the addresses that it had are asked all the same: a broken resolver
/// is not to hide that they still serve.
final class EndpointAsker {
    private static final int AT_ONCE = 1_000;

    private final TlsObserver observer;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<Schedule> schedule;
    private final AdviceAsker advice;
    private final AdaptiveLimit resolving = new AdaptiveLimit(AT_ONCE);
    private final AdaptiveLimit asking = new AdaptiveLimit(AT_ONCE);
    private final Map<String, List<TlsTarget>> resolved = new ConcurrentHashMap<>();

    EndpointAsker(
            TlsObserver observer,
            InstantSource clock,
            Runner runner,
            Supplier<Schedule> schedule,
            AdviceAsker advice) {
        this.observer = observer;
        this.clock = clock;
        this.runner = runner;
        this.schedule = schedule;
        this.advice = advice;
    }

    void begin(Run run, TlsEndpoint endpoint) {
        runner.put(resolving, new Resolving(run, endpoint));
    }

    void forget(TlsEndpoint endpoint) {
        resolved.remove(endpoint.id());
    }

    private List<TlsTarget> withKnown(TlsEndpoint endpoint, List<TlsTarget> found) {
        boolean unresolved =
                endpoint.backends().isEmpty()
                        && found.stream().allMatch(t -> t.address().equals(endpoint.name()));
        List<TlsTarget> before = resolved.getOrDefault(endpoint.id(), List.of());
        if (!unresolved) {
            resolved.put(endpoint.id(), List.copyOf(found));
            return found;
        }
        var all = new ArrayList<TlsTarget>(found);
        before.stream().filter(t -> t.endpoint().equals(endpoint)).forEach(all::add);
        return all.stream().distinct().toList();
    }

    private Duration limit() {
        return schedule.get().tlsDeadline();
    }

    /// Finds the addresses of one endpoint, then has each asked.
    private final class Resolving implements Question<List<TlsTarget>> {
        private final Run run;
        private final TlsEndpoint endpoint;
        private final Duration most = EndpointAsker.this.limit();

        Resolving(Run run, TlsEndpoint endpoint) {
            this.run = run;
            this.endpoint = endpoint;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.ENDPOINT;
        }

        @Override
        public String id() {
            return endpoint.id();
        }

        @Override
        public Duration limit() {
            return most;
        }

        @Override
        public List<TlsTarget> ask() {
            return withKnown(endpoint, observer.targets(endpoint, most));
        }

        @Override
        public List<TlsTarget> failed(String text) {
            return withKnown(
                    endpoint,
                    List.of(
                            new TlsTarget(
                                    endpoint, endpoint.name(), endpoint.name(), endpoint.port())));
        }

        @Override
        public void answered(List<TlsTarget> targets, boolean givenUp) {
            run.put(
                    new Event.Targets(
                            endpoint,
                            targets.stream().map(TlsTarget::id).collect(Collectors.toSet())));
            run.expect(targets.size());
            targets.forEach(t -> runner.put(asking, new Asking(run, t)));
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }

    /// Asks one address.
    private final class Asking implements Question<TlsObservation> {
        private final Run run;
        private final TlsTarget target;
        private final Duration most = EndpointAsker.this.limit();

        Asking(Run run, TlsTarget target) {
            this.run = run;
            this.target = target;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.ENDPOINT;
        }

        @Override
        public String id() {
            return target.id();
        }

        @Override
        public Duration limit() {
            return most;
        }

        @Override
        public TlsObservation ask() {
            return observer.observe(target, most);
        }

        @Override
        public TlsObservation failed(String text) {
            return new TlsObservation.Failed(
                    target, clock.instant(), Duration.ZERO, TlsObservation.Failure.BROKEN, text);
        }

        @Override
        public void answered(TlsObservation result, boolean givenUp) {
            run.put(new Event.TlsSeen(result));
            if (result instanceof TlsObservation.Presented seen) {
                advice.consider(run, seen);
            }
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }
}
