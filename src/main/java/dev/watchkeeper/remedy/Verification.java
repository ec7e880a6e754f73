package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.inventory.VisibleText;
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
import java.util.stream.Stream;

/// Observes again what a plan was about, and says whether the problem is gone.
final class Verification {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Engine engine;
    private final RemedyPlan plan;
    private final Sightings.Pace pace;
    private final Report before;

    Verification(Engine engine, RemedyPlan plan, Sightings.Pace pace) {
        this.engine = engine;
        this.plan = plan;
        this.pace = pace;
        before = engine.latest();
    }

    /// The fleet as it was when the plan began.
    FleetSnapshot snapshotBefore() {
        return before.snapshot();
    }

    /// Observes until the problem is gone, once or as long as a certificate may take to be served,
    /// or until it is cancelled.
    RemedyOutcome verify(String done, Cancellation cancellation) {
        long end = System.nanoTime() + (isServed() ? pace.served().toNanos() : 0);
        while (true) {
            RemedyOutcome seen = look(done, cancellation);
            boolean over = System.nanoTime() - end >= 0 || cancellation.isAsked();
            if (!(seen instanceof RemedyOutcome.NotFixed) || over) {
                return seen;
            }
            cancellation.pause(pace.pause());
        }
    }

    /// Whether servers have to take something up, each in its own time.
    private boolean isServed() {
        return plan.steps().stream()
                .map(RemedyStep::action)
                .anyMatch(a ->
                        a instanceof Action.Renew
                                || a instanceof Action.Reload
                                || a instanceof Action.Supervise);
    }

    private RemedyOutcome look(String done, Cancellation cancellation) {
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
        keys.addAll(plan.also());
        if (isServed()) {
            archives().forEach(h -> keys.add(Sightings.keyOf(h)));
        }
        if (plan.isChecked()) {
            plan.steps().forEach(step -> keys.add(Sightings.keyOf(step.host())));
        }
        return keys;
    }

    /// The hosts that tell how far a certificate has come.
    private List<String> archives() {
        FleetSnapshot snapshot = before.snapshot();
        var endpoints = new HashSet<>(renewedEndpoints());
        before.finding(plan.finding())
                .filter(Finding.EndpointFinding.class::isInstance)
                .ifPresent(f -> endpoints.add(((Finding.EndpointFinding) f).endpoint().id()));
        return snapshot.fleet().endpoints().stream()
                .filter(e -> endpoints.contains(e.id()))
                .flatMap(e -> Deployments.of(snapshot, e).stream())
                .flatMap(d ->
                        Stream.concat(
                                d.host().stream(),
                                d.archived().map(Deployment.Archived::host).stream()))
                .map(h -> h.name())
                .filter(h -> snapshot.hosts().containsKey(h))
                .distinct()
                .toList();
    }

    private RemedyOutcome judge(Report after, String done) {
        Optional<String> unseen = unseenHost(after);
        if (unseen.isPresent()) {
            return new RemedyOutcome.Unknown(
                    "%s %s could not be observed afterwards.".formatted(done, unseen.get()));
        }
        Optional<String> silent = SupervisionSight.unseen(plan, before, after);
        if (silent.isPresent()) {
            return new RemedyOutcome.Unknown(
                    "%s %s could not be asked afterwards.".formatted(done, silent.get()));
        }
        Optional<String> unasked = unaskedMount(after);
        if (unasked.isPresent()) {
            return new RemedyOutcome.Unknown(
                    "%s Whether %s answers now was not asked.".formatted(done, unasked.get()));
        }
        if (!renewedEndpoints().isEmpty()) {
            Optional<RemedyOutcome> notServed =
                    new RenewalProof(before, after, plan.finding(), renewedEndpoints())
                            .objection(done);
            if (notServed.isPresent()) {
                return notServed.get();
            }
        }
        return Stream.concat(Drift.open(plan, after).stream(), broken(after))
                .findFirst()
                .<RemedyOutcome>map(f ->
                        new RemedyOutcome.NotFixed(
                                "%s The problem is still there: %s."
                                        .formatted(done, f.statement().title())))
                .orElseGet(() ->
                        new RemedyOutcome.Fixed(done + " Observed again: the problem is gone."));
    }

    /// A mount that nobody waits on any more, but that answers with an error instead.
    private Stream<Finding> broken(Report after) {
        return plan.steps().stream()
                .flatMap(s -> mountPoint(s).map(m -> MountSteps.faulty(s.host(), m)).stream())
                .distinct()
                .flatMap(k -> after.finding(k).stream());
    }

    /// A host whose finding may be gone only because nobody could look.
    private Optional<String> unseenHost(Report after) {
        return plan.steps().stream()
                .filter(s ->
                        !(s.action() instanceof Action.Renew)
                                && !(s.action() instanceof Action.RemoveLock)
                                && !(s.action() instanceof Action.Supervise)
                                && !(s.action() instanceof Action.Reload))
                .map(RemedyStep::host)
                .filter(h -> !freshlyProbed(h, after))
                .findFirst();
    }

    /// A mount whose finding may be gone only because nobody asked it.
    private Optional<String> unaskedMount(Report after) {
        return plan.steps().stream()
                .filter(s -> mountPoint(s).filter(m -> isUnasked(s.host(), m, after)).isPresent())
                .flatMap(s -> mountPoint(s).stream())
                .map(m -> VisibleText.capped(m, 120))
                .findFirst();
    }

    private static boolean isUnasked(String host, String mountPoint, Report after) {
        return latest(host, after)
                .filter(Probed.class::isInstance)
                .flatMap(o -> ((Probed) o).snapshot().mount(mountPoint))
                .filter(m -> m.answer() instanceof Mount.Answer.NotAsked)
                .isPresent();
    }

    private static Optional<String> mountPoint(RemedyStep step) {
        return switch (step.action()) {
            case Action.AbortFuse a -> Optional.of(a.mountPoint());
            case Action.Unmount u -> Optional.of(u.mountPoint());
            case Action.Signal _,
                    Action.Continue _,
                    Action.RemoveLock _,
                    Action.RemoveFolders _,
                    Action.Reload _,
                    Action.Supervise _,
                    Action.Renew _ ->
                    Optional.empty();
        };
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
