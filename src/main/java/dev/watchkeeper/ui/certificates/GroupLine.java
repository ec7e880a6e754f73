package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.Verdict;

/// The heading of a group of addresses.
///
/// @param by what groups them
/// @param name of the group, free of control characters
/// @param addresses how many are in it
/// @param wrong how many of them are not well
/// @param worst of them
/// @param soonest the first of them to expire
/// @param open whether its addresses are shown
record GroupLine(
        Grouping.By by,
        String name,
        int addresses,
        int wrong,
        Mark worst,
        CertificateRow soonest,
        boolean open)
        implements Line {
    @Override
    public String id() {
        return by + " " + name;
    }

    /// `▸ R11 (1,204)`.
    String title() {
        return "%s %s (%,d)".formatted(open ? "▾" : "▸", name, addresses);
    }

    /// `3 wrong`: a group is as bad as its worst.
    Verdict verdict() {
        return new Verdict(worst, wrong == 0 ? "ok" : "%,d wrong".formatted(wrong));
    }
}
