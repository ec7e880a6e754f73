package dev.watchkeeper.remedy;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps the record in a list; refuses on demand.
final class ListAudit implements AuditLog {
    final List<String> rows = new CopyOnWriteArrayList<>();
    volatile boolean full;

    @Override
    public String intent(String subject, String text) {
        write("intent " + subject + " " + text);
        return "action";
    }

    @Override
    public void outcome(String action, String subject, String text) {
        write("outcome " + subject + " " + text);
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        return List.of();
    }

    @Override
    public AuditVerdict verify() {
        return new AuditVerdict.Intact(rows.size());
    }

    private void write(String row) {
        if (full) {
            throw new AuditException("the disk is full", new IOException("ENOSPC"));
        }
        rows.add(row);
    }
}
