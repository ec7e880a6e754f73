package dev.watchkeeper.cli;

import dev.watchkeeper.notify.Mute;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// What is muted.
@Command(name = "mutes", description = "Lists what is acknowledged or silenced.")
final class MutesCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    MutesCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.loose().get()) {
            List<Mute> mutes = desk.mutes();
            if (mutes.isEmpty()) {
                terminal.line("Nothing is acknowledged or silenced.");
            }
            mutes.forEach(m -> terminal.line(Plain.of(m.pattern()) + "  " + words(m)));
            return 0;
        }
    }

    /// `acknowledged by anna@desk until 2026-12-01T08:00:00Z: new disk is ordered (number 3)`.
    static String words(Mute m) {
        return "%s by %s until %s: %s (number %d)"
                .formatted(
                        m.kind().word(),
                        Plain.of(m.who()),
                        m.ends(),
                        Plain.of(m.reason()),
                        m.number());
    }

    /// Takes one back.
    @Command(name = "unmute", description = "Ends an acknowledgement or a silence now.")
    static final class Unmute implements Callable<Integer> {
        private final Opened opened;
        private final Terminal terminal;

        @Parameters(paramLabel = "NUMBER", description = "As mutes lists it.")
        private long number;

        Unmute(Opened opened, Terminal terminal) {
            this.opened = opened;
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            try (Desk desk = opened.loose().get()) {
                Mute mute =
                        desk.mutes().stream()
                                .filter(m -> m.number() == number)
                                .findFirst()
                                .orElseThrow(() ->
                                        new CliFailure(
                                                "nothing is muted by number %d; see 'watchkeeper mutes'"
                                                        .formatted(number)));
                String what = "no longer " + words(mute);
                String action = desk.audit().intent(mute.pattern(), what);
                boolean ended = desk.notifications().unmute(number);
                desk.audit().outcome(action, mute.pattern(), ended ? what : "had ended already");
                terminal.line(Plain.of(mute.pattern()) + " is told again.");
                return 0;
            }
        }
    }
}
