package dev.watchkeeper.finding.coverage;

import java.util.List;

/// How one endpoint or host is covered by all supervision systems together.
///
/// @param covers the checks that look at it
/// @param gaps what is missing, worst first; empty where it is covered
public record CoverageRow(Subject subject, List<Cover> covers, List<Gap> gaps) {
    public CoverageRow {
        covers = List.copyOf(covers);
        gaps = List.copyOf(gaps);
    }

    public boolean isCovered() {
        return gaps.isEmpty();
    }
}
