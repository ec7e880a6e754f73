package dev.watchkeeper.app;

import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetProblem;
import dev.watchkeeper.inventory.FleetWatch;
import dev.watchkeeper.monitor.MonitorEngine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Hands a changed fleet file to what observes and to the engine while the window is open: as a
/// whole or, when something about it cannot be used, not at all.
final class FleetFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path file;
    private final FleetWatch watch;
    private final Observing observing;
    private final MonitorEngine engine;
    private final Thread thread;
    private Fleet inForce;
    private List<String> told = List.of();

    /// @param start the fleet that `observing` and `engine` have
    FleetFollower(
            Path file, FleetWatch watch, Fleet start, Observing observing, MonitorEngine engine) {
        this.file = file;
        this.watch = watch;
        this.inForce = start;
        this.observing = observing;
        this.engine = engine;
        this.thread = Thread.ofVirtual().name("watchkeeper-fleet").unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.error("the fleet file could not be followed", e);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look() {
        if (inForce.equals(Fleet.empty()) && Files.notExists(file)) {
            // There never was one: nothing is broken.
            tell(List.of());
            return;
        }
        FleetWatch.State state = watch.reload();
        if (state.problems().isPresent()) {
            tell(state.problems().get().stream().map(FleetProblem::text).toList());
        } else if (state.lastGood().equals(inForce)) {
            tell(List.of());
        } else {
            take(state.lastGood());
        }
    }

    private void take(Fleet next) {
        try {
            observing.use(next);
        } catch (CliFailure e) {
            tell(List.of(String.valueOf(e.getMessage())));
            return;
        }
        boolean otherTrust =
                !next.trustAnchors().equals(inForce.trustAnchors())
                        || !next.knownHosts().equals(inForce.knownHosts());
        inForce = next;
        told = List.of();
        engine.fleet(next, told);
        if (otherTrust) {
            // What was judged by the other anchors and keys is no answer any more.
            engine.refreshAll()
                    .exceptionally(e -> {
                        LOG.warn("not everything could be asked anew", e);
                        return engine.latest();
                    });
        }
    }

    private void tell(List<String> problems) {
        if (!problems.equals(told)) {
            told = problems;
            engine.fleet(inForce, problems);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
