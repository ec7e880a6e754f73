package dev.watchkeeper.app;

import dev.watchkeeper.inventory.FleetProblem;
import dev.watchkeeper.inventory.FleetWatch;
import dev.watchkeeper.monitor.MonitorEngine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/// Hands a changed fleet file to the engine while the window is open. Trust anchors and known_hosts
/// files that a new version names count from the next start.
final class FleetFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final FleetWatch watch;
    private final MonitorEngine engine;
    private final Thread thread;
    private List<FleetProblem> told = List.of();

    FleetFollower(FleetWatch watch, MonitorEngine engine) {
        this.watch = watch;
        this.engine = engine;
        this.thread = Thread.ofVirtual().name("watchkeeper-fleet").unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                look();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the fleet file could not be followed", e);
            }
        }
    }

    void look() {
        FleetWatch.State state = watch.reload();
        List<FleetProblem> problems = state.problems().orElse(List.of());
        if (state.changed() || !problems.equals(told)) {
            told = problems;
            engine.fleet(state.lastGood(), problems.stream().map(FleetProblem::text).toList());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
