package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Observes again what a plan was about, and says whether the problem is gone.
final class Verification {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Engine engine;
    private final RemedyPlan plan;
    private final Report before;

    Verification(Engine engine, RemedyPlan plan) {
        this.engine = engine;
        this.plan = plan;
        before = engine.latest();
    }

    /// The fleet as it was when the plan began.
    FleetSnapshot snapshotBefore() {
        return before.snapshot();
    }

    /// Waits for the observation, at most a minute, or until it is cancelled.
    RemedyOutcome verify(String done, Cancellation cancellation) {
        CompletableFuture<Report> report = engine.verify(keys());
        try {
            CompletableFuture.anyOf(report, cancellation.asked())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return report.isDone()
                    ? judge(report.get(), done)
                    : new RemedyOutcome.Cancelled(
                            done + " Stopped before it was observed whether that helped.");
        } catch (TimeoutException | ExecutionException e) {
            return new RemedyOutcome.Unknown(
                    done + " Whether it helped could not be observed. Refresh to see.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RemedyOutcome.Unknown(done + " Interrupted before it was observed.");
        }
    }

    private Set<FindingKey> keys() {
        var keys = new HashSet<>(Set.of(plan.finding()));
        List<String> renewed = renewedEndpoints();
        before.findings().stream()
                .filter(Finding.EndpointFinding.class::isInstance)
                .filter(f -> renewed.contains(((Finding.EndpointFinding) f).endpoint().id()))
                .map(Finding::key)
                .forEach(keys::add);
        return keys;
    }

    private RemedyOutcome judge(Report after, String done) {
        Optional<String> unseen = unseenHost(after);
        if (unseen.isPresent()) {
            return new RemedyOutcome.Unknown(
                    "%s %s could not be observed afterwards.".formatted(done, unseen.get()));
        }
        if (!renewedEndpoints().isEmpty()) {
            Optional<RemedyOutcome> notServed =
                    new RenewalProof(before, after, plan.finding(), renewedEndpoints())
                            .objection(done);
            if (notServed.isPresent()) {
                return notServed.get();
            }
        }
        return after.finding(plan.finding())
                .<RemedyOutcome>map(f ->
                        new RemedyOutcome.NotFixed(
                                "%s The problem is still there: %s."
                                        .formatted(done, f.statement().title())))
                .orElseGet(() ->
                        new RemedyOutcome.Fixed(done + " Observed again: the problem is gone."));
    }

    /// A host whose finding may be gone only because nobody could look.
    private Optional<String> unseenHost(Report after) {
        return plan.steps().stream()
                .filter(s -> !(s.action() instanceof Action.Renew))
                .map(RemedyStep::host)
                .filter(h -> !freshlyProbed(h, after))
                .findFirst();
    }

    private boolean freshlyProbed(String host, Report after) {
        Optional<HostObservation> now = latest(host, after);
        return now.filter(o -> o instanceof Probed p && p.snapshot().complete()).isPresent()
                && !now.equals(latest(host, before));
    }

    private static Optional<HostObservation> latest(String host, Report report) {
        return Optional.ofNullable(report.snapshot().hosts().get(host)).map(HostState::latest);
    }

    private List<String> renewedEndpoints() {
        return plan.steps().stream()
                .map(RemedyStep::action)
                .filter(Action.Renew.class::isInstance)
                .flatMap(a -> ((Action.Renew) a).renewal().renews().stream())
                .toList();
    }
}
