package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding.SupervisionFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Proposal;
import dev.watchkeeper.finding.coverage.Proposals;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.supervision.Switch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What mends a supervision: restart it, switch it on, add what it does not check, and prove by a
/// drill that it would page.
final class SupervisionPlans {
    private static final Duration INSTALL = Duration.ofSeconds(90);
    private static final Duration RESTART = Duration.ofMinutes(3);
    private static final Duration SWITCH = Duration.ofSeconds(15);
    private static final int MOST = 50;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9.:]+");

    private final SupervisionFinding finding;
    private final Report report;
    private final Supervision supervision;
    private final Optional<Host> host;

    private SupervisionPlans(SupervisionFinding finding, Report report) {
        this.finding = finding;
        this.report = report;
        supervision = finding.supervision();
        host = supervision.host().flatMap(report.snapshot().fleet()::host);
    }

    static List<RemedyPlan> of(SupervisionFinding finding, Report report) {
        var plans = new SupervisionPlans(finding, report);
        return switch (finding.kind()) {
            case SUPERVISION_DEAD, SUPERVISION_UNREACHABLE -> plans.restart();
            case SUPERVISION_OFF -> plans.switchOn();
            case SUPERVISION_GAP -> plans.install();
            case DRILL_FAILED, DRILL_OVERDUE -> List.of(plans.drill());
            default -> List.of();
        };
    }

    private List<RemedyPlan> restart() {
        return host
                .map(h ->
                        plan(
                                "Restart %s on %s?".formatted(supervision.name(), h.name()),
                                List.of(restart(h), proof()),
                                "Checks under way are run again. What it has not written down is"
                                    + " lost: downtimes and acknowledgements of the last minutes.",
                                Stream.of()))
                .stream()
                .toList();
    }

    private RemedyStep restart(Host on) {
        List<String> own = supervision.restart();
        return step(
                on,
                "Restart " + supervision.name(),
                own.isEmpty()
                        ? List.of(new Login(on).asRoot("systemctl", "restart", service()))
                        : List.of(new Login(on).asRoot(own.toArray(String[]::new))),
                RESTART,
                new SupervisionWork.Restart(supervision));
    }

    /// As Debian calls it; the script looks for other names where there is none.
    private String service() {
        return switch (supervision.kind()) {
            case NAGIOS -> "nagios4";
            case ICINGA -> "icinga2";
            case PROMETHEUS -> "prometheus";
        };
    }

    private List<RemedyPlan> switchOn() {
        if (supervision.kind() != SupervisionKind.NAGIOS || host.isEmpty()) {
            return List.of();
        }
        var commands = new ArrayList<String>();
        finding.observation()
                .ifPresent(o -> {
                    if (o.status().notifications() == Switch.OFF) {
                        commands.add("ENABLE_NOTIFICATIONS");
                    }
                    if (o.status().checks() == Switch.OFF) {
                        commands.add("START_EXECUTING_SVC_CHECKS");
                        commands.add("START_EXECUTING_HOST_CHECKS");
                    }
                });
        if (commands.isEmpty()) {
            return List.of();
        }
        RemedyStep step =
                step(
                        host.get(),
                        "Switch on what is off in " + supervision.name(),
                        commands.stream()
                                .map(c -> List.of("printf", c, ">", "command_file"))
                                .toList(),
                        SWITCH,
                        new SupervisionWork.SwitchOn(supervision, commands));
        return List.of(
                plan(
                        "Switch %s on again on %s?"
                                .formatted(supervision.name(), host.get().name()),
                        List.of(step, proof()),
                        "Whoever switched it off may have had a reason: problems that there are now"
                                + " are told at once.",
                        Stream.of()));
    }

    private List<RemedyPlan> install() {
        List<CoverageRow> rows =
                Coverage.of(report.snapshot()).gaps().stream()
                        .filter(r -> isAbout(r.subject().id()))
                        .toList();
        List<RemedyStep> steps =
                rows.stream()
                        .flatMap(r -> Proposals.of(report.snapshot(), r).stream())
                        .filter(p -> p.byHand().isEmpty())
                        .limit(MOST)
                        .flatMap(p -> install(p).stream())
                        .toList();
        if (steps.isEmpty()) {
            return List.of();
        }
        String what = steps.size() == 1 ? "a check" : steps.size() + " checks";
        return List.of(
                plan(
                        "Add %s to %s?".formatted(what, supervision.name()),
                        steps,
                        "Nothing: each is a file of its own, checked by the verifier of the"
                            + " supervision before it is loaded, and taken back where it fails.",
                        Stream.of()));
    }

    private boolean isAbout(String id) {
        FindingKey own = FindingKey.of(FindingKind.SUPERVISION_GAP, id);
        boolean root = finding.key().equals(FindingKey.of(FindingKind.SUPERVISION_GAP, "fleet"));
        return root || finding.key().equals(own);
    }

    private Optional<RemedyStep> install(Proposal proposal) {
        Supervision to = proposal.supervision();
        return to.host()
                .flatMap(report.snapshot().fleet()::host)
                .map(h ->
                        step(
                                h,
                                "Let %s check %s".formatted(to.name(), proposal.id()),
                                installing(h, proposal),
                                INSTALL,
                                new SupervisionWork.Install(
                                        to,
                                        slug(proposal.id()),
                                        proposal.text(),
                                        proposal.objects())));
    }

    private List<List<String>> installing(Host on, Proposal proposal) {
        Supervision to = proposal.supervision();
        var login = new Login(on);
        return List.of(
                List.of("tee", file(proposal)),
                List.of(proposal.text()),
                switch (to.kind()) {
                    case NAGIOS -> login.asRoot("nagios4", "-v", to.config());
                    case ICINGA -> login.asRoot("icinga2", "daemon", "-C");
                    case PROMETHEUS -> List.of("promtool", "check", "config", to.config());
                },
                login.asRoot("kill", "-HUP", pid(to)));
    }

    private String pid(Supervision to) {
        OptionalLong known =
                Optional.ofNullable(report.snapshot().supervision().get(to.name()))
                        .flatMap(SupervisionState::lastObserved)
                        .map(o -> o.status().daemon().pid())
                        .orElse(OptionalLong.empty());
        return known.isPresent() ? Long.toString(known.getAsLong()) : "its pid";
    }

    /// As the preview shows it; which folder it is, the configuration there says.
    private static String file(Proposal proposal) {
        String suffix =
                switch (proposal.supervision().kind()) {
                    case NAGIOS -> ".cfg";
                    case ICINGA -> ".conf";
                    case PROMETHEUS -> ".yml";
                };
        return "watchkeeper-" + slug(proposal.id()) + suffix;
    }

    /// `docs.example.org:443` and `docs-example.org:443` are two.
    private static String slug(String id) {
        String plain =
                id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return PLAIN.matcher(id).matches()
                ? plain
                : plain + "-" + Integer.toHexString(id.hashCode());
    }

    private RemedyPlan drill() {
        return plan(
                "Send a canary through " + supervision.name() + "?",
                List.of(proof()),
                "Nothing. No person is paged: it is refused where that cannot be excluded.",
                Stream.of(
                        FindingKey.of(FindingKind.DRILL_FAILED, supervision.name()),
                        FindingKey.of(FindingKind.DRILL_OVERDUE, supervision.name())));
    }

    private RemedyStep proof() {
        return new RemedyStep(
                host.map(Host::name).orElse(supervision.name()),
                "this console",
                "Prove by a drill that " + supervision.name() + " would page",
                List.of(List.of("watchkeeper", "drill", supervision.name())),
                supervision.drill().within().multipliedBy(4),
                new Action.Supervise(new SupervisionWork.Drill(supervision)));
    }

    private static RemedyStep step(
            Host on,
            String purpose,
            List<List<String>> commands,
            Duration limit,
            SupervisionWork work) {
        return new RemedyStep(
                on.name(),
                new Login(on).shown(),
                purpose,
                commands,
                limit,
                new Action.Supervise(work));
    }

    private RemedyPlan plan(
            String question, List<RemedyStep> steps, String loss, Stream<FindingKey> also) {
        return new RemedyPlan(
                finding.key(),
                question,
                steps,
                loss,
                Optional.empty(),
                List.of(),
                also.filter(k -> !k.equals(finding.key()))
                        .collect(java.util.stream.Collectors.toSet()));
    }
}
