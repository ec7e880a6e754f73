package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One process in the table.
///
/// @param finding that names it
record ProcessRow(RemoteProcess process, Optional<Finding> finding) {
    private static final int LONGEST = 300;

    static List<ProcessRow> of(Report report, Blame blame) {
        return report.snapshot().hosts().values().stream()
                .flatMap(ProcessRow::processes)
                .map(p -> new ProcessRow(p, blame.ofProcess(p)))
                .toList();
    }

    private static Stream<RemoteProcess> processes(HostState state) {
        return state.lastProbed().stream().flatMap(p -> p.snapshot().processes().stream());
    }

    ProcessKey key() {
        return process.key();
    }

    String host() {
        return process.key().host();
    }

    Verdict verdict() {
        return finding.map(f ->
                        new Verdict(
                                Mark.of(f.severity().label()),
                                f.kind().label().replace("process-", "").replace('-', ' ')))
                .orElse(new Verdict(Mark.OK, ""));
    }

    /// For the details, where no word would say nothing.
    Verdict shownVerdict() {
        return finding.isPresent() ? verdict() : new Verdict(Mark.OK, "no finding names it");
    }

    List<Finding> findings() {
        return finding.stream().toList();
    }

    String user() {
        return VisibleText.capped(process.user(), 40);
    }

    String state() {
        return process.state()
                + (process.stuckThread() && process.state() != 'D' ? " (thread D)" : "");
    }

    /// Unknown is not healthy: without root the host does not tell.
    String waitChannel() {
        return process.waitChannel().map(w -> VisibleText.capped(w, 60)).orElse("not known");
    }

    String line() {
        return VisibleText.capped(process.line(), LONGEST);
    }

    String waitsOn() {
        return process.waitsOn().map(w -> VisibleText.capped(w, 120)).orElse("");
    }

    boolean contains(String lowerCase) {
        String text =
                host()
                        + ' '
                        + process.key().pid()
                        + ' '
                        + user()
                        + ' '
                        + line()
                        + ' '
                        + waitsOn()
                        + ' '
                        + waitChannel();
        return text.toLowerCase(java.util.Locale.ROOT).contains(lowerCase);
    }
}
