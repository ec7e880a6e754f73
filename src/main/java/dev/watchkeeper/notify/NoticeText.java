package dev.watchkeeper.notify;

import dev.watchkeeper.inventory.VisibleText;

import java.util.Locale;

/// Notices for a person, in plain text.
final class NoticeText {
    private static final int LONGEST_SUBJECT = 200;

    private NoticeText() {}

    /// One line: `CRITICAL docs.example.org: certificate expired (and 2 more)`.
    static String subject(Notice notice) {
        Change first = notice.changes().getFirst();
        int more = notice.changes().size() - 1 + notice.omitted();
        String text = head(first) + (more > 0 ? " (and " + more + " more)" : "");
        return VisibleText.capped(text, LONGEST_SUBJECT);
    }

    private static String head(Change change) {
        String word = change.severity().label().toUpperCase(Locale.ROOT);
        return switch (change.event()) {
            case RESOLVED -> "RESOLVED " + change.title();
            case OPENED -> word + " " + change.title();
            case WORSENED, AGAIN, STILL_OPEN ->
                    word + " " + change.event().words() + ": " + change.title();
        };
    }

    static String body(Notice notice) {
        var text = new StringBuilder();
        if (notice.merged() > 1) {
            text.append(notice.merged())
                    .append(
                            " earlier messages could not be delivered in time and are one"
                                    + " here.\n\n");
        }
        notice.changes().forEach(c -> change(c, text));
        if (notice.omitted() > 0) {
            text.append("and ").append(notice.omitted()).append(" more changes.\n\n");
        }
        text.append("Told by the console of ").append(notice.console());
        return text.append(" at ").append(notice.at()).append(".\n").toString();
    }

    private static void change(Change c, StringBuilder text) {
        text.append(head(c)).append('\n');
        if (!c.impact().isEmpty()) {
            text.append("  ").append(c.impact()).append('\n');
        }
        text.append("  since ").append(c.since()).append(", ").append(c.key()).append('\n');
        if (c.flaps() > 0) {
            text.append("  came and went ").append(c.flaps()).append(" times meanwhile\n");
        }
        for (Change.Symptom s : c.symptoms()) {
            text.append("  - ").append(s.title()).append('\n');
        }
        int more = c.symptomCount() - c.symptoms().size();
        if (more > 0) {
            text.append("  and ").append(more).append(" more that come of it\n");
        }
        text.append('\n');
    }
}
