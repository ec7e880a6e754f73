package dev.watchkeeper.ui;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.history.History;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyStep;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.ui.fx.FxGuard;
import dev.watchkeeper.ui.shell.Services;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A small world behind the window: reports are published by the test, remedies end when the test
/// says so, and everything that blocks refuses the JavaFX thread.
public final class SampleServices implements Engine, Remedies, AuditLog, History {
    public final List<Set<FindingKey>> verified = new CopyOnWriteArrayList<>();
    public final List<String> confirmations = new CopyOnWriteArrayList<>();
    public final List<String> watched = new CopyOnWriteArrayList<>();
    public final List<Listener> runs = new CopyOnWriteArrayList<>();
    public final List<HostKeyProblem> accepted = new CopyOnWriteArrayList<>();
    public final List<RemedyPlan> cancelled = new CopyOnWriteArrayList<>();
    public final AtomicInteger refreshes = new AtomicInteger();
    private final List<Consumer<Report>> listeners = new CopyOnWriteArrayList<>();
    private volatile Report latest;

    public SampleServices(Report first) {
        latest = first;
    }

    /// The services of a window, with a clock that stands still.
    public Services services(Optional<String> ribbon) {
        return new Services(
                this,
                this,
                FxGuard.guard(AuditLog.class, this),
                FxGuard.guard(History.class, this),
                InstantSource.fixed(latest.snapshot().takenAt()),
                SampleReports::headline,
                problem -> {
                    FxGuard.refuseOnFxThread("storing a host key");
                    accepted.add(problem);
                },
                ribbon,
                Optional.of(new SampleSteps(watched)),
                EarlierRuns.none(),
                NothingBehind.LOOK,
                NothingBehind.DRILL);
    }

    public void publish(Report report) {
        latest = report;
        listeners.forEach(l -> l.accept(report));
    }

    @Override
    public Report latest() {
        return latest;
    }

    @Override
    public AutoCloseable listen(Consumer<Report> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<Report> refreshAll() {
        refreshes.incrementAndGet();
        return CompletableFuture.completedFuture(latest);
    }

    @Override
    public CompletableFuture<Report> verify(Set<FindingKey> findings) {
        verified.add(findings);
        return CompletableFuture.completedFuture(latest);
    }

    @Override
    public List<RemedyPlan> plansFor(Finding finding, Report report) {
        return switch (finding) {
            case Finding.ProcessFinding f when f.processes().size() > 5 ->
                    List.of(SamplePlans.endProcesses(f));
            case Finding.ProcessFinding f -> List.of();
            case Finding.MountFinding f -> List.of(SamplePlans.abort(f), SamplePlans.unmount(f));
            case Finding.EndpointFinding f -> List.of(SamplePlans.renew(f));
            case Finding.RunFinding f -> List.of();
            case Finding.HostFinding _, Finding.SupervisionFinding _, Finding.ConsoleFinding _ ->
                    List.of();
        };
    }

    @Override
    public Run run(RemedyPlan plan, String confirmation, Listener listener) {
        confirmations.add(confirmation);
        runs.add(listener);
        return new Run() {
            @Override
            public RemedyPlan plan() {
                return plan;
            }

            @Override
            public void cancel() {
                cancelled.add(plan);
                listener.ended(new RemedyOutcome.Cancelled("Nothing is left on the host."));
            }
        };
    }

    @Override
    public String intent(String subject, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void outcome(String action, String subject, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        List<AuditEntry> entries = new ArrayList<>();
        Instant at = SampleReports.NOW.minus(Duration.ofMinutes(12));
        String subject = SampleReports.MOUNT.value();
        entries.add(
                new AuditEntry(
                        2,
                        at.plusSeconds(4),
                        AuditEntry.Kind.OUTCOME,
                        "a1",
                        "jana@train",
                        subject,
                        "fixed: the mount answers again",
                        "9c".repeat(32)));
        entries.add(
                new AuditEntry(
                        1,
                        at,
                        AuditEntry.Kind.INTENT,
                        "a1",
                        "jana@train",
                        subject,
                        "builder1, root via sudo -n: tee /sys/fs/fuse/connections/52/abort (10 s)",
                        "4f".repeat(32)));
        return entries;
    }

    @Override
    public AuditVerdict verify() {
        return new AuditVerdict.Intact(2);
    }

    @Override
    public void append(TlsObservation observation) {}

    @Override
    public void append(HostObservation observation) {}

    @Override
    public Map<FindingKey, Instant> findings(FleetSnapshot snapshot, List<Finding> open) {
        return Map.of();
    }

    @Override
    public List<Episode> episodes(Duration span) {
        return List.of();
    }

    @Override
    public List<SeenCertificate> certificates(String targetId) {
        return List.of();
    }

    @Override
    public void prune(Duration retention) {}

    @Override
    public void close() {}

    /// Plans as the remedies would make them.
    static final class SamplePlans {
        private SamplePlans() {}

        static RemedyPlan endProcesses(Finding.ProcessFinding f) {
            String host = f.host().name();
            var step =
                    new RemedyStep(
                            host,
                            "deploy via sudo -n",
                            "TERM, 5 s, then KILL to " + f.processes().size() + " processes",
                            f.processes().stream()
                                    .map(p -> List.of("kill", "-TERM", "" + p.key().pid()))
                                    .toList(),
                            Duration.ofSeconds(30),
                            new RemedyStep.Action.Signal(f.processes()));
            return new RemedyPlan(
                    f.key(),
                    "End " + f.processes().size() + " processes on " + host + "?",
                    List.of(step),
                    "What these runs had not finished. They have made no progress for 7 d.",
                    Optional.of(host));
        }

        static RemedyPlan abort(Finding.MountFinding f) {
            String host = f.host().name();
            var step =
                    new RemedyStep(
                            host,
                            "deploy via sudo -n",
                            "Abort FUSE connection 52, which frees its 3 waiting processes",
                            List.of(List.of("tee", "/sys/fs/fuse/connections/52/abort")),
                            Duration.ofSeconds(10),
                            new RemedyStep.Action.AbortFuse(
                                    52, f.mount().mountPoint(), f.bootId()));
            return new RemedyPlan(
                    f.key(),
                    "Abort the FUSE connection of /mnt/build on " + host + "?",
                    List.of(step),
                    "Writes that the file system has not taken yet.",
                    Optional.empty());
        }

        static RemedyPlan unmount(Finding.MountFinding f) {
            String host = f.host().name();
            var step =
                    new RemedyStep(
                            host,
                            "deploy via sudo -n",
                            "Unmount /mnt/build by force",
                            List.of(List.of("umount", "-f", "/mnt/build")),
                            Duration.ofSeconds(15),
                            new RemedyStep.Action.Unmount(
                                    "/mnt/build", f.mount().device(), f.bootId()));
            return new RemedyPlan(
                    f.key(),
                    "Unmount /mnt/build on " + host + "?",
                    List.of(step),
                    "Open files on it.",
                    Optional.empty());
        }

        static RemedyPlan renew(Finding.EndpointFinding f) {
            var step =
                    new RemedyStep(
                            "ant-queen",
                            "deploy",
                            "Run the renewal of " + f.endpoint().name(),
                            List.of(
                                    List.of(
                                            "ansible-playbook",
                                            "-i",
                                            "production",
                                            "certificates.yml",
                                            "--limit",
                                            "proxy1,proxy2")),
                            Duration.ofMinutes(5),
                            new RemedyStep.Action.Continue(
                                    SampleHosts.process(
                                            SampleHosts.host("ant-queen", HostRole.DEPLOY_SERVER),
                                            9,
                                            "x",
                                            "x",
                                            'S',
                                            "x",
                                            Duration.ZERO,
                                            Optional.empty())));
            return new RemedyPlan(
                    f.key(),
                    "Renew the certificate of " + f.endpoint().name() + " on ant-queen?",
                    List.of(step),
                    "",
                    Optional.empty());
        }
    }
}
