package dev.watchkeeper.app;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.history.ActionHistory;
import dev.watchkeeper.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;

/// The audit record, whose actions go into the history too. Without the record there is no action;
/// without its row in the history there is only a line in the log.
final class RecordedActions implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedActions.class);

    private final AuditLog record;
    private final ActionHistory history;
    private final InstantSource clock;

    RecordedActions(AuditLog record, ActionHistory history, InstantSource clock) {
        this.record = record;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String intent(String subject, String text) {
        String action = record.intent(subject, text);
        kept(() -> history.began(action, subject, text, clock.instant()));
        return action;
    }

    @Override
    public void outcome(String action, String subject, String text) {
        record.outcome(action, subject, text);
        kept(() -> history.ended(action, text, clock.instant()));
    }

    @Override
    public List<AuditEntry> newest(int limit) {
        return record.newest(limit);
    }

    @Override
    public AuditVerdict verify() {
        return record.verify();
    }

    private static void kept(Runnable write) {
        try {
            write.run();
        } catch (StorageException e) {
            LOG.warn("An action is in the audit record but not in the history", e);
        }
    }
}
