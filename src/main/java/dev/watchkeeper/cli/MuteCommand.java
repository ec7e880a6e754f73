package dev.watchkeeper.cli;

import dev.watchkeeper.audit.Actor;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.inventory.Amounts;
import dev.watchkeeper.inventory.Nearest;
import dev.watchkeeper.notify.Mute;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// Keeps findings from being told for a while: why and until when is always said.
abstract class MuteCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_TEXT = 300;

    private final Mute.Kind kind;
    private final Opened opened;
    private final Terminal terminal;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "For how long, such as 2h or 3d, or when it ends: 2026-12-01T08:00:00Z.")
    private String until = "";

    MuteCommand(Mute.Kind kind, Opened opened, Terminal terminal) {
        this.kind = kind;
        this.opened = opened;
        this.terminal = terminal;
    }

    int mute(String pattern) {
        if (reason.isBlank() || reason.length() > LONGEST_TEXT) {
            throw new CliFailure("--reason wants a text of up to 300 characters");
        }
        try (Desk desk = opened.loose().get()) {
            Instant ends = end(desk.clock().instant());
            String what = kind.word() + " until " + ends + ": " + Plain.of(reason);
            // As with all actions: without its record there is none.
            String action = desk.audit().intent(pattern, what);
            String who = Actor.ofThisProcess();
            Mute added = desk.notifications().mute(kind, pattern, who, reason, ends);
            desk.audit().outcome(action, pattern, what);
            terminal.line(Plain.of(pattern) + " is " + MutesCommand.words(added) + ".");
            return 0;
        }
    }

    private Instant end(Instant now) {
        Instant ends =
                Amounts.duration(until)
                        .map(d -> now.plus(d).truncatedTo(ChronoUnit.SECONDS))
                        .orElseGet(this::moment);
        if (!ends.isAfter(now) || ends.isAfter(now.plus(LONGEST))) {
            throw new CliFailure("--until wants an end that is to come, within a year");
        }
        return ends;
    }

    private Instant moment() {
        try {
            return Instant.parse(until);
        } catch (DateTimeParseException _) {
            throw new CliFailure(
                    "--until is '"
                            + Plain.of(until)
                            + "'; expected 2h, 3d or a time such as 2026-12-01T08:00:00Z");
        }
    }

    /// A key begins with a kind that exists, so that a slip is not taken for a silence.
    static String checked(String key) {
        List<String> kinds = Arrays.stream(FindingKind.values()).map(FindingKind::label).toList();
        int slash = key.indexOf('/');
        String kind = slash < 0 ? key : key.substring(0, slash);
        if (slash < 0 || !kinds.contains(kind)) {
            throw new CliFailure(
                    "'%s' is no key of a finding, such as run-stuck/ant-queen%s"
                            .formatted(
                                    Plain.of(key),
                                    Nearest.to(kind, kinds)
                                            .map(n -> "; did you mean '" + n + "/…'?")
                                            .orElse("")));
        }
        return key;
    }

    /// One finding.
    @Command(
            name = "ack",
            description =
                    "Acknowledges a finding: it is not told again before the end, or its own.",
            footer = "When the end has come and the finding is still open, it is told again.")
    static final class Ack extends MuteCommand {
        @Parameters(paramLabel = "KEY", description = "The finding, as check prints it.")
        private String key = "";

        Ack(Opened opened, Terminal terminal) {
            super(Mute.Kind.ACKNOWLEDGEMENT, opened, terminal);
        }

        @Override
        public Integer call() {
            return mute(checked(key));
        }
    }

    /// All that fit.
    @Command(
            name = "silence",
            description = "Silences all findings whose keys fit a pattern until an end.",
            footer = "Such as 'host-unreachable/builder*' or '*/builder1'; * stands for anything.")
    static final class Silence extends MuteCommand {
        @Parameters(paramLabel = "PATTERN", description = "KIND/SUBJECT with * for anything.")
        private String pattern = "";

        Silence(Opened opened, Terminal terminal) {
            super(Mute.Kind.SILENCE, opened, terminal);
        }

        @Override
        public Integer call() {
            if (pattern.isBlank() || pattern.length() > LONGEST_TEXT) {
                throw new CliFailure("a pattern is KIND/SUBJECT with * for anything");
            }
            return mute(pattern);
        }
    }
}
