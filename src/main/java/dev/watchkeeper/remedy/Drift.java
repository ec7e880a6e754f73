package dev.watchkeeper.remedy;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether the targets of a plan are still what they were when it was made: the preview may have
/// stood open while a run went on, a host was restarted or another run came to be stuck. Pure.
///
/// @param now observed right before the first step
record Drift(RemedyPlan plan, Report now) {
    private static final String AGAIN = "; look at the plan again";

    /// Why nothing may be done, or empty.
    Optional<String> objection() {
        Optional<String> changed =
                plan.steps().stream().flatMap(s -> changed(s).stream()).findFirst();
        Optional<RunFinding> runs =
                now.finding(plan.finding())
                        .filter(RunFinding.class::isInstance)
                        .map(RunFinding.class::cast);
        return changed.or(() -> runs.flatMap(this::released)).or(() -> runs.flatMap(this::joined));
    }

    private Optional<String> changed(RemedyStep step) {
        Optional<HostSnapshot> host = snapshot(step.host());
        if (host.isEmpty()) {
            return Optional.empty();
        }
        boolean restarted = boots(step).anyMatch(b -> !b.equals(host.get().bootId()));
        return restarted
                ? Optional.of(step.host() + " was restarted since it was observed" + AGAIN)
                : targets(step)
                        .flatMap(p -> replaced(step.host(), p, host.get()).stream())
                        .findFirst();
    }

    private static Optional<String> replaced(
            String host, RemoteProcess before, HostSnapshot snapshot) {
        return snapshot.process(before.key().pid())
                .filter(p -> !CheckJudge.hasEnded(p) && !isSame(p, before))
                .map(p ->
                        "pid %d on %s is %s%s by now"
                                        .formatted(
                                                p.key().pid(),
                                                host,
                                                p.key().equals(before.key())
                                                        ? ""
                                                        : "another process, ",
                                                VisibleText.capped(p.line(), 60))
                                + AGAIN);
    }

    /// Arguments that could not be read tell nothing.
    private static boolean isSame(RemoteProcess now, RemoteProcess before) {
        boolean told = now.arguments().isPresent() && before.arguments().isPresent();
        return now.key().equals(before.key())
                && now.user().equals(before.user())
                && (!told || now.arguments().equals(before.arguments()));
    }

    /// What the plan would end although it is no longer stuck.
    private Optional<String> released(RunFinding finding) {
        Set<ProcessKey> stuck =
                finding.processes().stream().map(RemoteProcess::key).collect(Collectors.toSet());
        Set<ProcessKey> running = new HashSet<>();
        snapshot(finding.host().name())
                .ifPresent(s -> s.processes().forEach(p -> running.add(p.key())));
        return ends(finding.host().name()).stream()
                .filter(p -> running.contains(p.key()) && !stuck.contains(p.key()))
                .findFirst()
                .map(p ->
                        "%s pid %d on %s is not stuck any more, or another run uses it"
                                        .formatted(
                                                VisibleText.capped(p.line(), 60),
                                                p.key().pid(),
                                                finding.host().name())
                                + AGAIN);
    }

    /// What is stuck and the plan would not end.
    private Optional<String> joined(RunFinding finding) {
        Set<ProcessKey> planned =
                ends(finding.host().name()).stream()
                        .map(RemoteProcess::key)
                        .collect(Collectors.toSet());
        return finding.runs().stream()
                .map(Run::leader)
                .filter(l -> !planned.contains(l.key()))
                .findFirst()
                .map(l ->
                        "%s pid %d on %s has come to be stuck too"
                                        .formatted(
                                                VisibleText.capped(l.line(), 60),
                                                l.key().pid(),
                                                finding.host().name())
                                + AGAIN);
    }

    /// What the plan's step for the runs would end.
    private List<RemoteProcess> ends(String host) {
        return plan.steps().stream()
                .filter(s -> s.host().equals(host) && s.action() instanceof Action.Signal)
                .findFirst()
                .map(s -> targets(s).toList())
                .orElse(List.of());
    }

    private static Stream<RemoteProcess> targets(RemedyStep step) {
        return switch (step.action()) {
            case Action.Signal s -> s.processes().stream();
            case Action.Continue c -> Stream.of(c.process());
            case Action.Reload r -> Stream.of(r.master());
            case Action.AbortFuse _,
                    Action.Unmount _,
                    Action.RemoveLock _,
                    Action.RemoveFolders _,
                    Action.Supervise _,
                    Action.Renew _ ->
                    Stream.empty();
        };
    }

    private static Stream<String> boots(RemedyStep step) {
        return switch (step.action()) {
            case Action.AbortFuse a -> Stream.of(a.bootId());
            case Action.Unmount u -> Stream.of(u.bootId());
            case Action.RemoveLock l -> Stream.of(l.bootId());
            case Action.RemoveFolders f -> Stream.of(f.bootId());
            case Action.Supervise _ -> Stream.empty();
            case Action.Signal _, Action.Continue _, Action.Reload _, Action.Renew _ ->
                    targets(step).map(p -> p.key().bootId());
        };
    }

    private Optional<HostSnapshot> snapshot(String host) {
        return Optional.ofNullable(now.snapshot().hosts().get(host))
                .flatMap(HostState::lastProbed)
                .map(Probed::snapshot);
    }

    /// The findings that the plan is for and that are still open.
    static List<Finding> open(RemedyPlan plan, Report report) {
        return Stream.concat(Stream.of(plan.finding()), plan.also().stream().sorted())
                .flatMap(k -> report.finding(k).stream())
                .toList();
    }
}
