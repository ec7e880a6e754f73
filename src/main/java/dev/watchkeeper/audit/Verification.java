package dev.watchkeeper.audit;

import java.util.Iterator;
import java.util.Optional;

/// Walks the rows and recomputes their chain.
final class Verification {
    private Anchor.Head head = Anchor.Head.NONE;
    private String anchored = "";

    /// Returns what comes of the rows, in the order of their numbers, and the head that was kept
    /// elsewhere.
    AuditVerdict of(Iterator<Row> rows, Optional<Anchor.Head> anchor, String anchorFile) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.number() != head.number() + 1) {
                return new AuditVerdict.Broken(
                        head.number() + 1, "row %d was deleted".formatted(head.number() + 1));
            }
            if (!row.chainedTo(head.hash()).equals(row)) {
                return new AuditVerdict.Broken(
                        row.number(), "row %d was edited".formatted(row.number()));
            }
            head = row.head();
            if (anchor.isPresent() && anchor.get().number() == row.number()) {
                anchored = row.hash();
            }
        }
        return anchor.map(this::against).orElseGet(() -> unanchored(anchorFile));
    }

    private AuditVerdict against(Anchor.Head anchor) {
        if (anchor.number() > head.number()) {
            long first = head.number() + 1;
            return new AuditVerdict.Broken(
                    first, "the rows from %d to %d were cut off".formatted(first, anchor.number()));
        }
        return anchor.equals(Anchor.Head.NONE) || anchored.equals(anchor.hash())
                ? new AuditVerdict.Intact(head.number())
                : new AuditVerdict.Broken(
                        anchor.number(),
                        "row %d is not the one whose hash was kept: the record was written anew"
                                .formatted(anchor.number()));
    }

    private AuditVerdict unanchored(String anchorFile) {
        // A crash right after the very first row leaves it without an anchor.
        return head.number() <= 1
                ? new AuditVerdict.Intact(head.number())
                : new AuditVerdict.Broken(
                        head.number() + 1,
                        "%s is gone or unreadable, so that rows cut off after row %d would not be noticed"
                                .formatted(anchorFile, head.number()));
    }
}
