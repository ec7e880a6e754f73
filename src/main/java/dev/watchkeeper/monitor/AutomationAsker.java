package dev.watchkeeper.monitor;

import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.AutomationObservation.NotObserved;
import dev.watchkeeper.automation.AutomationObserver;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.Host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Asks hosts of their renewals, rarely: in a run in which the host has answered the probe, so that
/// none that hangs is burdened, and at once where somebody asked for that run.
final class AutomationAsker {
    static final Duration EVERY = Duration.ofMinutes(12);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int AT_ONCE = 64;

    private final AutomationObserver observer;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<FleetSnapshot> known;
    private final AdaptiveLimit limit = new AdaptiveLimit(AT_ONCE);
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    /// @param known the newest snapshot
    AutomationAsker(
            AutomationObserver observer,
            InstantSource clock,
            Runner runner,
            Supplier<FleetSnapshot> known) {
        this.observer = observer;
        this.clock = clock;
        this.runner = runner;
        this.known = known;
    }

    /// Asks within a run, if it is time; to be called before the run's question is answered.
    void beginIfDue(Run run, Host host) {
        Instant now = clock.instant();
        Instant last = asked.getOrDefault(host.name(), Instant.MIN);
        // A clock that steps back must not keep it from being asked.
        boolean due = now.isBefore(last) || now.minus(EVERY).isAfter(last);
        if (due || run.asked()) {
            asked.put(host.name(), now);
            run.expect(1);
            runner.put(limit, new Asking(run, host));
        }
    }

    void forget(Host host) {
        asked.remove(host.name());
    }

    /// One question.
    private final class Asking implements Question<AutomationObservation> {
        private final Run run;
        private final Host host;

        Asking(Run run, Host host) {
            this.run = run;
            this.host = host;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.HOST;
        }

        @Override
        public String id() {
            return host.name();
        }

        @Override
        public Duration limit() {
            return LIMIT;
        }

        @Override
        public AutomationObservation ask() {
            return observer.observe(host, known.get().fleet(), LIMIT);
        }

        @Override
        public AutomationObservation failed(String text) {
            return new NotObserved(host, clock.instant(), Duration.ZERO, text);
        }

        @Override
        public void answered(AutomationObservation result, boolean givenUp) {
            run.put(new Event.AutomationSeen(result));
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }
}
