package dev.watchkeeper.cli;

import dev.watchkeeper.audit.AuditVerdict;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// The record of what was done.
@Command(name = "audit", description = "Reads the record of actions.")
final class AuditCommand {
    /// Checks its chain.
    @Command(
            name = "verify",
            description = "Checks that no row of the record was edited, deleted or cut off.",
            footer = "Exit status: 0 intact, 2 broken.")
    static final class Verify implements Callable<Integer> {
        private final Opened opened;
        private final Terminal terminal;

        Verify(Opened opened, Terminal terminal) {
            this.opened = opened;
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Desk desk = opened.loose().get()) {
                return switch (desk.audit().verify()) {
                    case AuditVerdict.Intact(long entries) -> {
                        terminal.line("The audit record is intact: " + entries + " entries.");
                        yield 0;
                    }
                    case AuditVerdict.Broken(long number, String reason) -> {
                        terminal.line(
                                "The audit record is broken at row %d: %s"
                                        .formatted(number, Plain.of(reason)));
                        yield 2;
                    }
                };
            }
        }
    }
}
