package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Run;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One run in the table.
///
/// @param host on which it runs
/// @param observedAt when it was seen
/// @param outdated whether that is too long ago to be called present
/// @param finding that says that it is, or may be, stuck
/// @param worst the worst of its lanes
/// @param starter the schedule that started it, where that is known
record RunRow(
        Host host,
        Run run,
        Instant observedAt,
        boolean outdated,
        Optional<RunFinding> finding,
        LaneState worst,
        Optional<Schedule> starter) {
    ProcessKey key() {
        return run.key();
    }

    /// What is known to be stuck stays so until the host says otherwise; all else that was not seen
    /// lately is not known.
    Verdict verdict() {
        if (isStuck()) {
            return new Verdict(Mark.CRITICAL, "stuck");
        }
        String word =
                switch (worst) {
                    case BLOCKED -> "stuck";
                    case DOUBTFUL -> "may be stuck";
                    case WAITING -> "waiting";
                    case WORKING -> "working";
                };
        return outdated
                ? new Verdict(Mark.UNKNOWN, "was " + word.replace("may be", "perhaps"))
                : new Verdict(worst.mark(), word);
    }

    /// Whether the rules say that it is, rather than that it may be.
    boolean isStuck() {
        return finding.filter(f -> f.kind() == FindingKind.RUN_STUCK).isPresent();
    }

    /// When it was started.
    Instant begun() {
        return observedAt.minus(run.age());
    }

    String name() {
        return VisibleText.capped(run.name(), 80);
    }

    String kind() {
        return run.kind() == Run.Kind.ANSIBLE
                ? "Ansible"
                : run.kind().name().toLowerCase(Locale.ROOT);
    }

    /// `nightly.yml on ant-queen`.
    String title() {
        return name() + " on " + host.name();
    }

    /// The name of what started it; empty where that is not known.
    String startedBy() {
        return starter.map(s -> VisibleText.capped(s.name(), 80)).orElse("");
    }

    /// How many hosts it works on at the moment.
    long hosts() {
        return run.lanes().stream().map(Lane::destination).distinct().count();
    }

    /// The hosts that it waits for, the longest first.
    String waitsFor() {
        List<String> names =
                run.lanes().stream()
                        .sorted(Comparator.comparing((Lane l) -> l.ssh().age()).reversed())
                        .map(Lane::destination)
                        .distinct()
                        .toList();
        String more = names.size() > 8 ? " and " + (names.size() - 8) + " more" : "";
        return VisibleText.capped(
                names.stream().limit(8).collect(Collectors.joining(", ")) + more, 300);
    }

    boolean contains(String lowerCase) {
        String text =
                host.name()
                        + ' '
                        + name()
                        + ' '
                        + kind()
                        + ' '
                        + startedBy()
                        + ' '
                        + verdict().word()
                        + destinations();
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }

    private String destinations() {
        return run.lanes().stream().map(l -> ' ' + l.destination()).collect(Collectors.joining());
    }
}
