package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Frees a mount, the gentlest way first: continue its stopped server; else abort the FUSE
/// connection and unmount; else unmount by force. Ending those who wait is always the last step: it
/// works only once the mount has let go of them.
final class MountPlans {
    private static final String UNWRITTEN = "Writes that the file system has not taken yet. ";
    private static final Duration QUICK = Duration.ofSeconds(15);
    private static final Duration UNMOUNT = Duration.ofSeconds(25);

    private final MountFinding finding;
    private final String where;
    private final String order;

    private MountPlans(MountFinding finding, Report report) {
        this.finding = finding;
        where =
                VisibleText.capped(finding.mount().mountPoint(), 120)
                        + " on "
                        + finding.host().name();
        order = orderOf(report);
    }

    static List<RemedyPlan> of(MountFinding finding, Report report) {
        var plans = new MountPlans(finding, report);
        return Stream.concat(plans.gentle(report), plans.forced()).toList();
    }

    private Stream<RemedyPlan> gentle(Report report) {
        return stoppedServer(report).stream()
                .map(server ->
                        plan(
                                "Continue %s, which serves %s?"
                                        .formatted(SignalPlans.named(List.of(server)), where),
                                List.of(continueStep(server)),
                                order.strip()));
    }

    private Stream<RemedyPlan> forced() {
        if (!SafePath.isSafe(finding.mount().mountPoint())) {
            return Stream.empty();
        }
        Optional<RemedyStep> abort = abortStep();
        List<RemedyStep> steps = Stream.concat(abort.stream(), Stream.of(unmountStep())).toList();
        String verb = abort.isPresent() ? "Abort and unmount " : "Unmount ";
        String loss = UNWRITTEN + "It has to be mounted again afterwards. " + order;
        var plans = new ArrayList<RemedyPlan>();
        plans.add(plan(verb + where + "?", steps, loss.strip()));
        if (!finding.waiting().isEmpty()) {
            var all = new ArrayList<>(steps);
            all.add(SignalPlans.step(finding.host(), finding.waiting()));
            String question =
                    "%s%s and end %s that %s on it?"
                            .formatted(
                                    verb,
                                    where,
                                    SignalPlans.named(finding.waiting()),
                                    finding.waiting().size() == 1 ? "waits" : "wait");
            plans.add(plan(question, all, loss.strip()));
        }
        abort.ifPresent(a ->
                plans.add(
                        plan(
                                "Abort the FUSE connection of " + where + "?",
                                List.of(a),
                                UNWRITTEN
                                        + "The mount stays and answers with an error. "
                                        + order.strip())));
        return plans.stream();
    }

    private RemedyPlan plan(String question, List<RemedyStep> steps, String loss) {
        boolean kills =
                steps.stream().anyMatch(s -> s.action() instanceof RemedyStep.Action.Signal);
        return new RemedyPlan(
                finding.key(),
                question,
                steps,
                loss,
                kills ? Optional.of(finding.host().name()) : Optional.empty());
    }

    private Optional<RemoteProcess> stoppedServer(Report report) {
        if (finding.mount().serverPid().isEmpty()) {
            return Optional.empty();
        }
        long pid = finding.mount().serverPid().getAsLong();
        return Optional.ofNullable(report.snapshot().hosts().get(finding.host().name()))
                .flatMap(HostState::lastProbed)
                .map(Probed::snapshot)
                .flatMap(s -> s.process(pid))
                .filter(p -> p.state() == 'T');
    }

    private RemedyStep continueStep(RemoteProcess server) {
        var login = new Login(finding.host());
        return new RemedyStep(
                finding.host().name(),
                login.shown(),
                "Continue " + SignalPlans.named(List.of(server)) + ", which is stopped",
                List.of(login.over(server, "kill", "-CONT", String.valueOf(server.key().pid()))),
                QUICK,
                new RemedyStep.Action.Continue(server));
    }

    private Optional<RemedyStep> abortStep() {
        Mount mount = finding.mount();
        if (mount.fuseConnection().isEmpty() || finding.kind() != FindingKind.MOUNT_SILENT) {
            return Optional.empty();
        }
        int connection = mount.fuseConnection().getAsInt();
        var login = new Login(finding.host());
        return Optional.of(
                new RemedyStep(
                        finding.host().name(),
                        login.shown(),
                        "Write 1 to the abort file of FUSE connection %d, which frees whoever waits on it"
                                .formatted(connection),
                        List.of(
                                login.asRoot(
                                        "tee",
                                        "/sys/fs/fuse/connections/" + connection + "/abort")),
                        QUICK,
                        new RemedyStep.Action.AbortFuse(
                                connection, mount.mountPoint(), finding.bootId())));
    }

    private RemedyStep unmountStep() {
        Mount mount = finding.mount();
        var login = new Login(finding.host());
        return new RemedyStep(
                finding.host().name(),
                login.shown(),
                "Unmount by force, and if it is still there then, detach it",
                List.of(
                        login.asRoot("umount", "-f", mount.mountPoint()),
                        login.asRoot("umount", "-l", mount.mountPoint())),
                UNMOUNT,
                new RemedyStep.Action.Unmount(
                        mount.mountPoint(), mount.device(), true, finding.bootId()));
    }

    // Freeing a builder wakes all runs that wait for it at once, and they get in each other's way.
    private static String orderOf(Report report) {
        return report.findings().stream()
                .filter(f -> f.kind() == FindingKind.PROCESS_PILE_UP)
                .filter(Finding.ProcessFinding.class::isInstance)
                .map(Finding.ProcessFinding.class::cast)
                .findFirst()
                .map(f ->
                        "End the pile-up on %s first: its runs would all wake at once."
                                .formatted(f.host().name()))
                .orElse("");
    }
}
