package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObserver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Asks supervision systems.
final class SupervisionAsker {
    /// Reading what a large one writes takes longer than a probe.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// What it may take itself, so that it can still say why it took too long.
    private static final Duration ANSWER = LIMIT.minusSeconds(2);

    private static final int AT_ONCE = 16;

    private final SupervisionObserver observer;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<FleetSnapshot> known;
    private final AdaptiveLimit limit = new AdaptiveLimit(AT_ONCE);
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();

    /// @param known the newest snapshot
    SupervisionAsker(
            SupervisionObserver observer,
            InstantSource clock,
            Runner runner,
            Supplier<FleetSnapshot> known) {
        this.observer = observer;
        this.clock = clock;
        this.runner = runner;
        this.known = known;
    }

    void begin(Run run, Supervision supervision) {
        runner.put(limit, new Asking(run, supervision));
    }

    void forget(Supervision supervision) {
        failed.remove(supervision.name());
    }

    private int failedInARow(SupervisionObservation result) {
        String name = result.supervision().name();
        if (result instanceof SupervisionObservation.Observed) {
            failed.remove(name);
            return 0;
        }
        return failed.merge(name, 1, Integer::sum);
    }

    /// One question.
    private final class Asking implements Question<SupervisionObservation> {
        private final Run run;
        private final Supervision supervision;

        Asking(Run run, Supervision supervision) {
            this.run = run;
            this.supervision = supervision;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.SUPERVISION;
        }

        @Override
        public String id() {
            return supervision.name();
        }

        @Override
        public Duration limit() {
            return LIMIT;
        }

        @Override
        public SupervisionObservation ask() {
            return observer.observe(supervision, known.get().fleet(), ANSWER);
        }

        @Override
        public SupervisionObservation failed(String text) {
            return new NotObserved(supervision, clock.instant(), Duration.ZERO, text);
        }

        @Override
        public void answered(SupervisionObservation result, boolean givenUp) {
            run.hung(failedInARow(result));
            run.put(new Event.SupervisionSeen(result));
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }
}
