package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.SupervisionState;
import dev.watchkeeper.finding.OverdueChecks;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One supervision in a line. Pure.
///
/// @param facts a few words each
/// @param told when anybody was last told of anything
/// @param drill the newest
/// @param findings about it, worst first
record SystemLine(
        Supervision supervision,
        SupervisionAnswers answers,
        List<String> facts,
        Optional<Instant> told,
        Optional<DrillResult> drill,
        List<Finding> findings) {
    private static final int LONGEST = 60;

    SystemLine {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }

    /// @param findings of the whole fleet; those about it are shown with it, but those about what
    ///   it does not cover
    static SystemLine of(
            Supervision supervision,
            SupervisionState state,
            List<Finding> findings,
            SupervisionAnswers answers) {
        Optional<SupervisionStatus> status = state.lastObserved().map(o -> o.status());
        return new SystemLine(
                supervision,
                answers,
                status.map(s -> facts(supervision, s)).orElse(List.of(supervision.kind().title())),
                status.flatMap(SystemLine::told),
                state.drills().latest(),
                findings.stream().filter(f -> isAbout(f, supervision)).toList());
    }

    private static boolean isAbout(Finding finding, Supervision supervision) {
        return finding.kind() != FindingKind.SUPERVISION_GAP
                && finding instanceof Finding.SupervisionFinding s
                && s.supervision().name().equals(supervision.name());
    }

    private static List<String> facts(Supervision supervision, SupervisionStatus status) {
        return Stream.of(
                        supervision.kind().title() + " " + capped(status.daemon().version()),
                        process(status.daemon()),
                        checks(status),
                        status.checks() == Switch.ON ? "" : "checks " + word(status.checks()),
                        "notifications " + word(status.notifications()))
                .map(String::strip)
                .filter(f -> !f.isEmpty())
                .toList();
    }

    private static String process(Daemon daemon) {
        String life =
                switch (daemon.life()) {
                    case RUNNING -> "runs";
                    case STOPPED -> "STOPPED by a signal";
                    case BLOCKED -> "BLOCKED in the kernel";
                    case GONE -> "GONE";
                    case UNKNOWN -> "life not known";
                };
        return daemon.pid().isPresent() ? "pid " + daemon.pid().getAsLong() + " " + life : life;
    }

    private static String checks(SupervisionStatus status) {
        int overdue = OverdueChecks.of(status).size();
        int all = status.services().size();
        return "%,d %s, %s overdue"
                .formatted(
                        all,
                        all == 1 ? "check" : "checks",
                        overdue == 0 ? "none" : "%,d".formatted(overdue));
    }

    private static String word(Switch state) {
        return switch (state) {
            case ON -> "on";
            case OFF -> "OFF";
            case UNKNOWN -> "not known";
        };
    }

    private static Optional<Instant> told(SupervisionStatus status) {
        return Stream.concat(
                        status.services().stream()
                                .map(Check::telling)
                                .flatMap(t -> t.lastSent().stream()),
                        status.contacts().stream().map(Contact::lastSent).flatMap(Optional::stream))
                .max(Comparator.naturalOrder());
    }

    private static String capped(String text) {
        return text.isEmpty() ? "" : VisibleText.capped(text, LONGEST);
    }
}
