package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.coverage.CoverageRow;
import dev.watchkeeper.finding.coverage.Gap;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

import java.util.Comparator;
import java.util.Locale;

/// One endpoint or host against what is checked, as a row shows it.
///
/// @param id shown; the row's own is its key
/// @param gaps what is missing, worst first
/// @param checks the ids of what looks at it
/// @param warns when it warns, against when it is renewed
/// @param told who hears of it
record CoverageLine(
        CoverageRow row,
        String id,
        Verdict verdict,
        String gaps,
        String checks,
        String warns,
        String told) {
    /// What is missing first; among equals by name.
    static final Comparator<CoverageLine> WORST_FIRST =
            Comparator.comparing((CoverageLine l) -> l.verdict().mark())
                    .thenComparingInt(CoverageLine::kind)
                    .thenComparing(CoverageLine::id);

    String key() {
        return row.subject().getClass().getSimpleName() + " " + row.subject().id();
    }

    boolean isGap() {
        return verdict.mark() != Mark.OK;
    }

    private int kind() {
        return row.gaps().stream()
                .findFirst()
                .map(Gap::kind)
                .map(Gap.Kind::ordinal)
                .orElse(Integer.MAX_VALUE);
    }

    boolean contains(String lowerCase) {
        return lowerCase.isEmpty()
                || (id + ' ' + verdict.word() + ' ' + gaps + ' ' + checks + ' ' + told)
                        .toLowerCase(Locale.ROOT)
                        .contains(lowerCase);
    }

    /// The kind of what is missing, in a word or two.
    static String word(Gap.Kind kind) {
        return switch (kind) {
            case NO_CHECK -> "no check";
            case NO_EXPIRY -> "no expiry";
            case MUTED -> "tells nobody";
            case SOME_ADDRESSES -> "not everywhere";
            case THRESHOLD -> "wrong time";
            case NOTHING_INSIDE -> "outside only";
        };
    }
}
