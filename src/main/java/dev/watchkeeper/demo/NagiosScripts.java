package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedCheck.Result;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scripts of `supervision`: what a Nagios wrote down, what a drill sends and looks for, and
/// whether it arrived in a file.
final class NagiosScripts {
    private static final Duration TAKES = Duration.ofMillis(140);
    private static final Duration NOBODY_READS = Duration.ofSeconds(3);
    private static final String NOTIFIED = " NOTIFICATION: ";
    private static final int RESULT_WORDS = 5;

    private final SimulatedHost host;
    private final SimulatedNagios nagios;
    private final NagiosQuestion question;

    private NagiosScripts(SimulatedHost host, SimulatedNagios nagios, NagiosQuestion question) {
        this.host = host;
        this.nagios = nagios;
        this.question = question;
    }

    /// Empty where it is none of these scripts.
    static Optional<Program> find(SimulatedHost host, SimulatedNagios nagios, String script) {
        return NagiosQuestion.of(script).flatMap(q -> new NagiosScripts(host, nagios, q).program());
    }

    private Optional<Program> program() {
        return switch (question.name()) {
            case "nagios-observe" -> Optional.of(t -> say(t, observe()));
            case "nagios-look" -> Optional.of(t -> say(t, look()));
            case "nagios-send" -> Optional.of(this::send);
            case "receipt" -> Optional.of(t -> say(t, receipt()));
            default -> Optional.empty();
        };
    }

    private static int say(Terminal terminal, String text)
            throws IOException, InterruptedException {
        terminal.pause(TAKES);
        terminal.text(text);
        return 0;
    }

    private NagiosPortrait portrait() {
        return new NagiosPortrait(question, host, nagios.status());
    }

    private String observe() {
        NagiosPortrait portrait = portrait().observed();
        since(0).stream().filter(l -> l.contains(NOTIFIED)).forEach(l -> portrait.row("log", l));
        return portrait.end();
    }

    private List<String> since(int size) {
        return nagios.withFile(
                SimulatedNagios.LOG, f -> f.map(x -> x.since(size)).orElse(List.of()));
    }

    private String look() {
        NagiosPortrait portrait = portrait().clock();
        portrait.row("created", portrait.written().getEpochSecond());
        for (Map<String, String> check : nagios.status().checks()) {
            if (text(check, "host_name").equals(question.text("host"))
                    && text(check, "service_description").equals(question.text("service"))) {
                portrait.row(
                        "service",
                        text(check, "current_state"),
                        text(check, "last_check"),
                        text(check, "last_notification"),
                        text(check, "plugin_output"));
            }
        }
        since(question.number("from")).stream()
                .filter(l -> l.contains(NOTIFIED) && l.contains(question.text("token")))
                .forEach(l -> portrait.row("log", l));
        return portrait.end();
    }

    private static String text(Map<String, String> check, String key) {
        return check.getOrDefault(key, "");
    }

    /// Nobody reads the command file of one that is stuck.
    private int send(Terminal terminal) throws IOException, InterruptedException {
        NagiosPortrait portrait = portrait();
        nagios.<Object>withFile(
                SimulatedNagios.LOG,
                f -> f.map(x -> portrait.row("log", x.node(), x.size())).orElse(portrait));
        boolean taken =
                question.text("lines")
                        .lines()
                        .map(l -> l.split(";", RESULT_WORDS))
                        .filter(w -> w.length == RESULT_WORDS)
                        .allMatch(w -> nagios.passive(w[1] + "/" + w[2], result(w)));
        if (taken) {
            portrait.row("sent", host.now().getEpochSecond());
        } else {
            terminal.pause(NOBODY_READS);
            portrait.row("refused", "late", "");
        }
        return say(terminal, portrait.end());
    }

    private static Result result(String[] words) {
        return new Result(Integer.parseInt(words[3]), words[4]);
    }

    private String receipt() {
        String state =
                nagios.withFile(
                        question.text("path"),
                        f ->
                                f.map(x -> "file %d %d %s".formatted(x.node(), x.size(), found(x)))
                                        .orElse("none"));
        return question.text("nonce") + " " + state + "\n";
    }

    private String found(SimulatedFile file) {
        boolean found =
                file.since(question.number("from")).stream()
                        .anyMatch(l -> l.contains(question.text("token")));
        return found ? "found" : "no";
    }
}
