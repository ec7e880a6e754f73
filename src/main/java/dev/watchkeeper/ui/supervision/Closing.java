package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Proposal;
import dev.watchkeeper.finding.coverage.Proposals;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;

import java.util.Optional;

/// What would close a gap, and whether the console can do it.
///
/// @param proposal empty where no further check closes it
/// @param finding that says so and has the plan
/// @param byHand why it has to be done by hand; empty where the console can install it
record Closing(Optional<Proposal> proposal, FindingKey finding, Optional<String> byHand) {
    private static final String NO_PLAN = "This console cannot install it there: copy it.";

    /// Takes time linear in the fleet.
    static Closing of(CoverageRow row, Report report, Remedies remedies) {
        var key = FindingKey.of(FindingKind.SUPERVISION_GAP, row.subject().id());
        Optional<Proposal> proposal = Proposals.of(report.snapshot(), row);
        boolean planned =
                report.finding(key)
                        .filter(f -> !remedies.plansFor(f, report).isEmpty())
                        .isPresent();
        Optional<String> byHand =
                planned
                        ? Optional.empty()
                        : proposal.flatMap(Proposal::byHand)
                                .map(why -> "By hand: " + Shown.of(why) + ".")
                                .or(() -> Optional.of(NO_PLAN));
        return new Closing(proposal, key, byHand);
    }
}
