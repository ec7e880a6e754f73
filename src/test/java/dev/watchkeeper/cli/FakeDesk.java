package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.notify.Mute;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.remedy.DetachedRuns;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyStep;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.tls.DepthObserver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A desk over one snapshot that never changes, with one remedy for everything.
final class FakeDesk implements Desk, Desks, Engine, Remedies, AuditLog {
    final List<String> ran = new ArrayList<>();
    final List<HostKeyProblem> accepted = new ArrayList<>();
    RemedyOutcome outcome = new RemedyOutcome.Fixed("The finding is gone.");
    AuditVerdict verdict = new AuditVerdict.Intact(4);
    Optional<String> typed = Optional.empty();
    final CannedRemote remote = new CannedRemote();
    Report.Progress progress = Report.Progress.IDLE;
    Optional<CompletableFuture<Report>> cycle = Optional.empty();
    Drilling drilling = Drilling.none();
    Optional<NotifyDatabase> notifications = Optional.empty();
    private final FleetSnapshot snapshot;

    FakeDesk(FleetSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public Desk open(Optional<Path> fleet) {
        if (fleet.isPresent()) {
            throw new CliFailure("there is no fleet file " + fleet.get());
        }
        return this;
    }

    @Override
    public Desk openAnyway(Optional<Path> fleet) {
        return this;
    }

    @Override
    public DepthObserver depth() {
        throw new UnsupportedOperationException("nothing is looked into");
    }

    @Override
    public Desk openDemo() {
        return this;
    }

    @Override
    public AutoCloseable serveDemo(Path directory) throws IOException {
        ran.add("serve " + directory);
        return () -> ran.add("ended");
    }

    @Override
    public Watch watch(Optional<Path> fleet) {
        throw new UnsupportedOperationException("nothing is watched");
    }

    @Override
    public NotifyDatabase notifications() {
        return notifications.orElseThrow();
    }

    @Override
    public List<Mute> mutes() {
        return notifications.map(NotifyDatabase::mutes).orElse(List.of());
    }

    @Override
    public Optional<Integer> window(Optional<Path> fleet) {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> demoWindow() {
        return Optional.empty();
    }

    @Override
    public Fleet fleet() {
        return snapshot.fleet();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.fixed(snapshot.takenAt());
    }

    @Override
    public Engine engine() {
        return this;
    }

    @Override
    public Engine engineOver(Fleet part) {
        return this;
    }

    @Override
    public Remedies remedies() {
        return this;
    }

    @Override
    public Drilling drilling() {
        return drilling;
    }

    @Override
    public DetachedRuns detachedRuns() {
        return new DetachedRuns(remote, this, clock());
    }

    @Override
    public AuditLog audit() {
        return this;
    }

    @Override
    public void acceptHostKey(HostKeyProblem problem) {
        accepted.add(problem);
    }

    @Override
    public void close() {}

    @Override
    public Report latest() {
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Report.Progress.IDLE);
    }

    @Override
    public AutoCloseable listen(Consumer<Report> listener) {
        return () -> {};
    }

    @Override
    public Report.Progress progress() {
        return progress;
    }

    @Override
    public CompletableFuture<Report> refreshAll() {
        return cycle.orElseGet(() -> CompletableFuture.completedFuture(latest()));
    }

    @Override
    public CompletableFuture<Report> verify(Set<FindingKey> findings) {
        return refreshAll();
    }

    @Override
    public List<RemedyPlan> plansFor(Finding finding, Report report) {
        var step =
                new RemedyStep(
                        "builder31",
                        "admin via sudo -n",
                        "End what is left over",
                        List.of(List.of("kill", "-TERM", "it's 5")),
                        Duration.ofSeconds(20),
                        new RemedyStep.Action.Signal(List.of()));
        return List.of(
                new RemedyPlan(
                        finding.key(), "End 1 process on builder31?", List.of(step), "", typed));
    }

    @Override
    public Run run(RemedyPlan plan, String confirmation, Listener listener) {
        ran.add(plan.finding() + " with '" + confirmation + "'");
        listener.step(0, "End what is left over");
        listener.output("killed 5\n");
        listener.ended(outcome);
        return new Run() {
            @Override
            public RemedyPlan plan() {
                return plan;
            }

            @Override
            public void cancel() {}
        };
    }

    @Override
    public String intent(String subject, String text) {
        ran.add("intent " + subject + " " + text);
        return "1";
    }

    @Override
    public void outcome(String action, String subject, String text) {
        ran.add("outcome " + subject + " " + text);
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        return List.of();
    }

    @Override
    public AuditVerdict verify() {
        return verdict;
    }
}
