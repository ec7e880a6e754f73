package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.monitor.Report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Frees a mount, the gentlest way first: continue its stopped server; else abort the FUSE
/// connection and unmount; else unmount by force. Ending those who wait is always the last step: it
/// works only once the mount has let go of them.
final class MountPlans {
    private static final String UNWRITTEN = "Writes that the file system has not taken yet. ";

    private final MountFinding finding;
    private final MountSteps mount;
    private final String where;
    private final String order;

    private MountPlans(MountFinding finding, Report report) {
        this.finding = finding;
        mount = new MountSteps(finding.host(), finding.bootId(), finding.mount());
        where = mount.point() + " on " + finding.host().name();
        order = orderOf(report);
    }

    static List<RemedyPlan> of(MountFinding finding, Report report) {
        var plans = new MountPlans(finding, report);
        return Stream.concat(plans.gentle(report), plans.forced()).toList();
    }

    private Stream<RemedyPlan> gentle(Report report) {
        return mount.stoppedServer(report).stream()
                .map(server ->
                        plan(
                                "Continue %s, which serves %s?"
                                        .formatted(SignalPlans.named(List.of(server)), where),
                                List.of(mount.continueServer(server)),
                                order.strip()));
    }

    private Stream<RemedyPlan> forced() {
        if (!mount.isSafe()) {
            return Stream.empty();
        }
        Optional<RemedyStep> abort = mount.abort(finding.kind());
        List<RemedyStep> steps = Stream.concat(abort.stream(), Stream.of(mount.unmount())).toList();
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
