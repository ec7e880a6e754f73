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

    /// `▸ R11`.
    String title() {
        return (open ? "▾ " : "▸ ") + name;
    }

    /// `1,204 addresses`.
    String count() {
        return "%,d %s".formatted(addresses, addresses == 1 ? "address" : "addresses");
    }

    /// `critical, 3 wrong`: a group is as bad as its worst.
    Verdict verdict() {
        String word = wrong == 0 ? "ok" : "%,d of %,d".formatted(wrong, addresses);
        return new Verdict(worst, word);
    }
}
