package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.SupervisionAnswer;
import dev.watchkeeper.finding.SupervisionAnswer.Verdict;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.finding.coverage.Coverage;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Gap;
import dev.watchkeeper.finding.coverage.Proposal;
import dev.watchkeeper.finding.coverage.Proposals;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who watches the watchers.
@Command(
        name = "supervision",
        description = "Whether the supervision is alive, covers the fleet, and would page.",
        footer = "Exit status: 0 three times yes, 2 no, 3 not known.")
final class SupervisionCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Option(names = "--gaps", description = "Only what is missing.")
    private boolean onlyGaps;

    @Option(
            names = "--objects",
            paramLabel = "ID",
            description = "Print only what closes the gap of an endpoint or host, to copy.")
    private Optional<String> objects = Optional.empty();

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    SupervisionCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.strict().get()) {
            if (desk.fleet().supervision().isEmpty()) {
                throw new CliFailure(
                        "the fleet names no supervision; add one, such as:\n"
                                + "supervision:\n  - {name: nagios, kind: nagios, host: monitor1}");
            }
            Report report = Reports.ofOneCycle(desk, terminal);
            Coverage coverage = Coverage.of(report.snapshot());
            if (objects.isPresent()) {
                return proposal(report, coverage, objects.get());
            }
            if (json) {
                new JsonText().write(SupervisionJson.of(report, coverage), terminal.out());
                terminal.out().print("\n");
            } else {
                answers(report, coverage);
                table(coverage);
            }
            return status(report, coverage);
        }
    }

    /// Of one system the answers of the fleet are its own.
    private void answers(Report report, Coverage coverage) {
        var answers = answered(report, coverage);
        List<Supervision> systems = report.snapshot().fleet().supervision();
        if (systems.size() > 1) {
            for (int i = 0; i < systems.size(); i++) {
                answers(title(systems.get(i)), answers.each().get(i), report);
            }
        }
        String title = systems.size() > 1 ? "all together" : title(systems.getFirst());
        answers(title, answers.together().orElseThrow(), report);
    }

    private static SupervisionAnswers.OfFleet answered(Report report, Coverage coverage) {
        return SupervisionAnswers.of(report.snapshot(), report.findings(), coverage);
    }

    private static String title(Supervision s) {
        return "%s (%s)".formatted(Plain.of(s.name()), s.kind().title());
    }

    private void answers(String title, SupervisionAnswers answers, Report report) {
        terminal.line(title);
        answer("Alive?", answers.alive(), report);
        answer("Covering?", answers.covering(), report);
        answer("Would it page?", answers.pages(), report);
        terminal.line("");
    }

    private void answer(String question, SupervisionAnswer answer, Report report) {
        String age =
                answer.at()
                        .map(t -> " (" + Ages.between(t, report.snapshot().takenAt()) + " ago)")
                        .orElse("");
        terminal.line(
                "  %-15s %s: %s%s"
                        .formatted(
                                question, Plain.of(answer.word()), Plain.of(answer.text()), age));
    }

    private void table(Coverage coverage) {
        List<CoverageRow> rows = onlyGaps ? coverage.gaps() : coverage.rows();
        for (CoverageRow row : rows) {
            String checks =
                    row.covers().stream()
                            .map(c -> c.supervision().name() + ":" + c.check().id())
                            .distinct()
                            .collect(Collectors.joining(", "));
            String gaps = row.gaps().stream().map(Gap::text).collect(Collectors.joining("; "));
            terminal.line(
                    "%-40s %s"
                            .formatted(
                                    Plain.of(row.subject().id()),
                                    gaps.isEmpty() ? "covered" : Plain.of(gaps)));
            if (!checks.isEmpty()) {
                terminal.line("%-40s   by %s".formatted("", Plain.of(checks)));
            }
        }
    }

    private int proposal(Report report, Coverage coverage, String id) {
        CoverageRow row =
                coverage.row(id)
                        .orElseThrow(() ->
                                new CliFailure(
                                        "the fleet has no endpoint or host '%s'"
                                                .formatted(Plain.of(id))));
        Proposal proposal =
                Proposals.of(report.snapshot(), row)
                        .orElseThrow(() ->
                                new CliFailure(
                                        row.isCovered()
                                                ? Plain.of(id) + " is covered"
                                                : "nothing can be proposed for " + Plain.of(id)));
        proposal.byHand()
                .ifPresent(why -> terminal.err().println("watchkeeper: by hand: " + Plain.of(why)));
        terminal.out().print(proposal.text());
        return 0;
    }

    private static int status(Report report, Coverage coverage) {
        SupervisionAnswers all = answered(report, coverage).together().orElseThrow();
        Set<Verdict> verdicts =
                Stream.of(all.alive(), all.covering(), all.pages())
                        .map(SupervisionAnswer::verdict)
                        .collect(Collectors.toSet());
        if (verdicts.contains(Verdict.NO)) {
            return 2;
        }
        return verdicts.contains(Verdict.UNKNOWN) ? 3 : 0;
    }
}
