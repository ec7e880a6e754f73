package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.finding.SupervisionAnswer;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Mark;

/// How what is said of a supervision is shown.
final class Shown {
    private static final int LONGEST = 300;

    private Shown() {}

    /// What comes from outside, as it may be shown in a sentence.
    static String of(String text) {
        return VisibleText.capped(text, LONGEST);
    }

    static Mark mark(SupervisionAnswer answer) {
        return answer.severity().map(s -> Mark.of(s.label())).orElse(Mark.OK);
    }
}
