package dev.watchkeeper.cli;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.SupervisionAnswers;
import dev.watchkeeper.finding.SupervisionAnswers.Answer;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

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
                report.snapshot().fleet().supervision().forEach(s -> answers(report, coverage, s));
                table(coverage);
            }
            return status(report, coverage);
        }
    }

    private void answers(Report report, Coverage coverage, Supervision s) {
        var answers = SupervisionAnswers.of(report.snapshot(), report.findings(), coverage, s);
        terminal.line("%s (%s)".formatted(Plain.of(s.name()), s.kind().title()));
        answer("Alive?", answers.alive(), report);
        answer("Covering?", answers.covering(), report);
        answer("Would it page?", answers.pages(), report);
        terminal.line("");
    }

    private void answer(String question, Answer answer, Report report) {
        String age =
                answer.at()
                        .map(t -> " (" + Ages.between(t, report.snapshot().takenAt()) + " ago)")
                        .orElse("");
        String verdict = answer.verdict().name().toLowerCase(Locale.ROOT);
        terminal.line(
                "  %-15s %-8s %s%s".formatted(question, verdict, Plain.of(answer.text()), age));
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
        List<Answer> all =
                report.snapshot().fleet().supervision().stream()
                        .map(s ->
                                SupervisionAnswers.of(
                                        report.snapshot(), report.findings(), coverage, s))
                        .flatMap(
                                a -> java.util.stream.Stream.of(a.alive(), a.covering(), a.pages()))
                        .toList();
        if (all.stream().anyMatch(a -> a.verdict() == SupervisionAnswers.Verdict.NO)) {
            return 2;
        }
        return all.stream().anyMatch(a -> a.verdict() == SupervisionAnswers.Verdict.UNKNOWN)
                ? 3
                : 0;
    }
}
