package dev.watchkeeper.app;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.remedy.Drilling;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs drills at their times, each on a virtual thread of its own. One is due when the newest,
/// whoever ran it, is older than the fleet file's `every`; one that could not be run is tried again
/// after a quarter of that.
final class ScheduledDrills implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledDrills.class);
    private static final Duration LOOK = Duration.ofSeconds(20);

    private final Engine engine;
    private final Drilling drilling;
    private final InstantSource clock;
    private final Map<String, Instant> tried = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watchkeeper-drills").factory());

    ScheduledDrills(Engine engine, Drilling drilling, InstantSource clock) {
        this.engine = engine;
        this.drilling = drilling;
        this.clock = clock;
    }

    ScheduledDrills start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::look, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /// Begins what is due.
    void look() {
        FleetSnapshot snapshot = engine.latest().snapshot();
        for (Supervision supervision : snapshot.fleet().supervision()) {
            supervision
                    .drill()
                    .every()
                    .filter(every -> isDue(snapshot, supervision, every))
                    .ifPresent(_ -> begin(supervision));
        }
    }

    /// Whether none was ever begun here.
    boolean isIdle() {
        return tried.isEmpty();
    }

    private boolean isDue(FleetSnapshot snapshot, Supervision supervision, Duration every) {
        Instant now = clock.instant();
        Instant drilled =
                snapshot.supervision()
                        .getOrDefault(supervision.name(), SupervisionState.NEVER)
                        .drills()
                        .latest()
                        .map(d -> d.startedAt())
                        .orElse(Instant.MIN);
        Instant last = tried.getOrDefault(supervision.name(), Instant.MIN);
        return isOld(drilled, every, now) && isOld(last, every.dividedBy(4), now);
    }

    // A clock that steps back must not keep it from being run.
    private static boolean isOld(Instant then, Duration age, Instant now) {
        return then.equals(Instant.MIN) || now.isBefore(then) || !then.plus(age).isAfter(now);
    }

    private void begin(Supervision supervision) {
        tried.put(supervision.name(), clock.instant());
        Thread.ofVirtual()
                .name("drill of " + supervision.name())
                .start(() -> {
                    try {
                        drilling.run(supervision, supervision.drill().pages(), _ -> {});
                    } catch (IllegalStateException | AuditLog.AuditException e) {
                        LOG.warn("The drill of {} was not run", supervision.name(), e);
                    }
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
