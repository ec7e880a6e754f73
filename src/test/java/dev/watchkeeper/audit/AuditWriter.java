package dev.watchkeeper.audit;

import java.nio.file.Path;
import java.time.InstantSource;

/// Appends rows for ever and says each number once it is saved: a process to be killed.
final class AuditWriter {
    private AuditWriter() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        var log =
                SqliteAuditLog.open(
                        folder.resolve("audit.db"),
                        folder.resolve("head"),
                        "anna@desk",
                        InstantSource.system());
        long number = log.newest(1).stream().findFirst().map(AuditEntry::number).orElse(0L);
        while (true) {
            log.intent("subject", "x".repeat(5_000));
            number++;
            System.out.println(number);
        }
    }
}
