package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.Remote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs remedies, each on a virtual thread of its own.
///
/// One finding and one renewal have at most one run under way, so that a double click runs nothing
/// twice; against a second console the host holds a lock for renewals.
public final class RemedyRunner implements Remedies {
    private static final Logger LOG = LoggerFactory.getLogger(RemedyRunner.class);

    private final SecureRandom random = new SecureRandom();
    private final RemedyPlanner planner = new RemedyPlanner();
    private final Remote remote;
    private final StepRunner steps;
    private final Ledger ledger;
    private final Engine engine;
    private final Sightings.Pace pace;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /// @param remote runs the commands
    /// @param audit without whose record nothing runs
    /// @param engine observes afterwards whether it helped
    public RemedyRunner(Remote remote, AuditLog audit, Engine engine) {
        this(remote, audit, engine, Sightings.Pace.USUAL);
    }

    /// @param supervising with which supervisions are mended
    public RemedyRunner(Remote remote, AuditLog audit, Engine engine, Supervising supervising) {
        this(remote, audit, engine, Sightings.Pace.USUAL, supervising);
    }

    RemedyRunner(Remote remote, AuditLog audit, Engine engine, Sightings.Pace pace) {
        this(remote, audit, engine, pace, Supervising.none());
    }

    private RemedyRunner(
            Remote remote,
            AuditLog audit,
            Engine engine,
            Sightings.Pace pace,
            Supervising supervising) {
        this.remote = remote;
        steps = new StepRunner(remote, supervising);
        ledger = new Ledger(audit);
        this.engine = engine;
        this.pace = pace;
    }

    @Override
    public List<RemedyPlan> plansFor(Finding finding, Report report) {
        return planner.plansFor(finding, report);
    }

    @Override
    public Run run(RemedyPlan plan, String confirmation, Listener listener) {
        var cancellation = new Cancellation();
        Thread.ofVirtual()
                .name("remedy " + plan.finding().value())
                .start(() -> run(plan, confirmation, new SafeListener(listener), cancellation));
        return new Run() {
            @Override
            public RemedyPlan plan() {
                return plan;
            }

            @Override
            public void cancel() {
                // Closing a connection may wait on the network; who cancels must not.
                Thread.startVirtualThread(cancellation::ask);
            }

            @Override
            public void leave() {
                Thread.startVirtualThread(cancellation::leave);
            }
        };
    }

    private void run(
            RemedyPlan plan, String confirmation, Listener listener, Cancellation cancellation) {
        // Whoever hears of the end may begin the next at once.
        listener.ended(claimed(plan, confirmation, listener, cancellation));
    }

    private RemedyOutcome claimed(
            RemedyPlan plan, String confirmation, Listener listener, Cancellation cancellation) {
        Set<String> claims = claims(plan);
        Set<String> taken = new HashSet<>();
        try {
            claims.stream().filter(underWay::add).forEach(taken::add);
            Optional<String> objection =
                    taken.equals(claims)
                            ? objection(plan, confirmation)
                            : Optional.of("it is already under way in this console");
            return objection
                    .<RemedyOutcome>map(
                            o -> new RemedyOutcome.Refused("Nothing was done: " + o + "."))
                    .orElseGet(() ->
                            recorded(RenewalPlans.named(plan, random), listener, cancellation));
        } catch (RuntimeException e) {
            LOG.error("Remedy of {} broke", plan.finding(), e);
            return new RemedyOutcome.Unknown("The console failed: " + e);
        } finally {
            underWay.removeAll(taken);
        }
    }

    private static Set<String> claims(RemedyPlan plan) {
        var claims = new HashSet<>(Set.of("finding " + plan.finding().value()));
        for (RemedyStep step : plan.steps()) {
            if (step.action() instanceof RemedyStep.Action.Renew renew) {
                claims.add("renewal " + renew.renewal().name());
            }
        }
        return claims;
    }

    private Optional<String> objection(RemedyPlan plan, String confirmation) {
        if (plan.typedConfirmation().filter(word -> !word.equals(confirmation)).isPresent()) {
            return Optional.of("the name typed is not " + plan.typedConfirmation().orElseThrow());
        }
        FleetSnapshot snapshot = engine.latest().snapshot();
        for (RemedyStep step : plan.steps()) {
            boolean byConsole =
                    step.action() instanceof RemedyStep.Action.Supervise s
                            && s.work() instanceof SupervisionWork.Drill;
            if (!byConsole && snapshot.fleet().host(step.host()).isEmpty()) {
                return Optional.of(step.host() + " is not in the fleet any more");
            }
            // What a renewal at the end of a plan requires is put right by the steps before it.
            boolean later = plan.isChecked() && step.action() instanceof RemedyStep.Action.Renew;
            Optional<String> unmet = later ? Optional.empty() : unmet(step, snapshot);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    // Asked again, because the preview may have stood open for an hour.
    private static Optional<String> unmet(RemedyStep step, FleetSnapshot snapshot) {
        return switch (step.action()) {
            case RemedyStep.Action.Renew r -> {
                List<String> unmet = Preconditions.unmet(r.renewal(), snapshot);
                yield unmet.isEmpty()
                        ? Optional.empty()
                        : Optional.of(String.join(" ", unmet).replaceFirst("\\.$", ""));
            }
            case RemedyStep.Action.Unmount u when !SafePath.isSafe(u.mountPoint()) ->
                    Optional.of("the path is not safe");
            case RemedyStep.Action.Unmount _,
                    RemedyStep.Action.Signal _,
                    RemedyStep.Action.Continue _,
                    RemedyStep.Action.AbortFuse _,
                    RemedyStep.Action.RemoveLock _,
                    RemedyStep.Action.RemoveFolders _,
                    RemedyStep.Action.Supervise _,
                    RemedyStep.Action.Reload _ ->
                    Optional.empty();
        };
    }

    private RemedyOutcome recorded(RemedyPlan plan, Listener listener, Cancellation cancellation) {
        String action;
        try {
            action = ledger.intent(plan);
        } catch (AuditLog.AuditException e) {
            LOG.error("Nothing was run for {}", plan.finding(), e);
            return new RemedyOutcome.Refused(
                    "Nothing was done, because it could not be recorded: " + e.getMessage());
        }
        RemedyOutcome outcome = new RemedyOutcome.Unknown("The console failed in the middle.");
        try {
            outcome = new Execution(plan, steps, engine, listener, cancellation, pace).run();
        } catch (RuntimeException e) {
            LOG.error("Remedy of {} broke", plan.finding(), e);
            outcome = new RemedyOutcome.Unknown("The console failed in the middle: " + e);
        } finally {
            outcome = recorded(action, plan, outcome);
        }
        return outcome;
    }

    private RemedyOutcome recorded(String action, RemedyPlan plan, RemedyOutcome outcome) {
        RemedyOutcome written = ledger.outcome(action, plan, outcome);
        if (outcome instanceof RemedyOutcome.Fixed && written.equals(outcome)) {
            forgetRuns(plan);
        }
        return written;
    }

    /// What was shown to its end, proved and written to the record need not stay on the host.
    private void forgetRuns(RemedyPlan plan) {
        Fleet fleet = engine.latest().snapshot().fleet();
        for (RemedyStep step : plan.steps()) {
            if (step.action() instanceof RemedyStep.Action.Renew renew && renew.run().isPresent()) {
                fleet.host(step.host())
                        .map(host -> new RunEnding(remote, host).forget(renew.run().get()))
                        .filter(fate -> !(fate instanceof RunFate.Absent))
                        .ifPresent(fate ->
                                LOG.info("{} keeps a run: it {}", step.host(), fate.shown()));
            }
        }
    }
}
