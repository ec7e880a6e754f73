package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;

/// Says when something of a schedule was or will be. What is not known is said so, with its reason.
///
/// @param ages which also tells the zone
record Moments(Ages ages) {
    private static final int LONGEST = 200;

    /// For a cell: `3 h ago`, `never`, `not known`.
    String brief(Moment moment) {
        return switch (moment) {
            case Moment.At(var at) -> ages.relative(at);
            case Moment.Never _ -> "never";
            case Moment.Unknown _ -> "not known";
        };
    }

    /// For a tooltip or the details: the time with its zone, or the reason.
    String full(Moment moment) {
        return switch (moment) {
            case Moment.At(var at) -> ages.absolute(at);
            case Moment.Never(var why) -> reason("never", why);
            case Moment.Unknown(var why) -> reason("not known", why);
        };
    }

    /// `not known: cron keeps no outcome`.
    static String reason(String word, String why) {
        return why.isBlank() ? word : word + ": " + VisibleText.capped(why, LONGEST);
    }
}
