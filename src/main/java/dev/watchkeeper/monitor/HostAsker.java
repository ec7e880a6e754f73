package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Suspects;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.NotProbed;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostObserver;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Inspects hosts.
///
/// When the first sample of a run has suspects that no earlier sample knows, a second one follows a
/// moment later in the same run: only two tell whether a process makes progress.
final class HostAsker {
    private static final int AT_ONCE = 256;

    private final HostObserver observer;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<FleetSnapshot> known;
    private final Consumer<Runnable> later;
    private final AutomationAsker automation;
    private final AdaptiveLimit limit = new AdaptiveLimit(AT_ONCE);
    private final Map<String, Integer> hung = new ConcurrentHashMap<>();

    /// @param known the newest snapshot
    /// @param later runs something after the pause between two samples
    /// @param automation asks more of hosts that answer
    HostAsker(
            HostObserver observer,
            InstantSource clock,
            Runner runner,
            Supplier<FleetSnapshot> known,
            Consumer<Runnable> later,
            AutomationAsker automation) {
        this.observer = observer;
        this.clock = clock;
        this.runner = runner;
        this.known = known;
        this.later = later;
        this.automation = automation;
    }

    void begin(Run run, Host host) {
        runner.put(limit, new Inspection(run, host, false));
    }

    /// Whether a second sample would tell more: suspects that were in no sample before this one.
    private boolean wantsSecond(Host host, HostObservation first) {
        if (!(first instanceof Probed p)) {
            return false;
        }
        Set<Object> before =
                Optional.ofNullable(known.get().hosts().get(host.name()))
                        .flatMap(FleetSnapshot.HostState::lastProbed)
                        .map(HostAsker::keys)
                        .orElse(Set.of());
        return Suspects.of(p.snapshot()).stream().anyMatch(s -> !before.contains(s.key()));
    }

    private static Set<Object> keys(Probed probed) {
        return probed.snapshot().processes().stream().map(q -> q.key()).collect(Collectors.toSet());
    }

    void forget(Host host) {
        hung.remove(host.name());
        automation.forget(host);
    }

    private int hungInARow(HostObservation observation, boolean givenUp) {
        String name = observation.host().name();
        boolean timedOut =
                observation instanceof NotProbed n && n.reason() == SshOutcome.Reason.TIMED_OUT;
        if (!timedOut && !givenUp) {
            hung.remove(name);
            return 0;
        }
        return hung.merge(name, 1, Integer::sum);
    }

    /// One sample of one host; the second one follows another in the same run.
    private final class Inspection implements Question<HostObservation> {
        private final Run run;
        private final Host host;
        private final boolean second;
        private final Duration most;

        Inspection(Run run, Host host, boolean second) {
            this.run = run;
            this.host = host;
            this.second = second;
            this.most = known.get().fleet().thresholds().schedule().hostDeadline();
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
            return most;
        }

        @Override
        public HostObservation ask() {
            return observer.observe(host, most);
        }

        @Override
        public HostObservation failed(String text) {
            return new NotProbed(
                    host,
                    clock.instant(),
                    Duration.ZERO,
                    SshOutcome.Phase.WAIT,
                    SshOutcome.Reason.BROKEN,
                    text);
        }

        @Override
        public void answered(HostObservation result, boolean givenUp) {
            run.hung(hungInARow(result, givenUp));
            if (!second && wantsSecond(host, result)) {
                run.expect(1);
                later.accept(() -> runner.put(limit, new Inspection(run, host, true)));
            }
            run.put(new Event.HostSeen(result));
            if (!second && result instanceof Probed) {
                automation.beginIfDue(run, host);
            }
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }
}
