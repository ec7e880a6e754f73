package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The remedy's scripts for runs that are there already: `attach`, `runs`, `end-run` and
/// `remove-run`.
final class RunScripts {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private RunScripts() {}

    /// `NONCE RUN OFFSET PATIENCE`.
    static Program attach(SimulatedHost host, List<String> parameters) {
        var frame = new ScriptFrame(parameters.get(0), "", false);
        Optional<SimulatedRun> run = host.runs().find(parameters.get(1));
        int offset = Integer.parseInt(parameters.get(2));
        Duration patience = Duration.ofSeconds(Long.parseLong(parameters.get(3)));
        return terminal ->
                run.isEmpty()
                        ? absent(frame, terminal)
                        : follow(frame, run.get(), offset, patience, terminal);
    }

    /// `NONCE`.
    static Program list(SimulatedHost host, List<String> parameters) {
        var frame = new ScriptFrame(parameters.get(0), "", false);
        return terminal -> {
            frame.say(terminal, "now " + host.now().getEpochSecond());
            for (SimulatedRun run : host.runs().all()) {
                frame.say(terminal, "about " + run.about());
                String fate =
                        run.fate()
                                .map(f -> run.endedAt() + " " + f)
                                .orElse("- running " + run.pid());
                frame.say(terminal, "fate " + run.id() + " " + fate);
            }
            return frame.end(terminal);
        };
    }

    /// `NONCE RUN`.
    static Program end(SimulatedHost host, List<String> parameters) {
        var frame = new ScriptFrame(parameters.get(0), "", false);
        Optional<SimulatedRun> found = host.runs().find(parameters.get(1));
        return terminal -> {
            if (found.isEmpty()) {
                return absent(frame, terminal);
            }
            SimulatedRun run = found.get();
            run.end();
            for (long i = 0; run.fate().isEmpty() && i < ENDS_WITHIN.dividedBy(LOOK); i++) {
                terminal.pause(LOOK);
            }
            frame.say(terminal, run.fate().orElse("running " + run.pid()));
            return frame.end(terminal);
        };
    }

    /// `NONCE RUN`.
    static Program remove(SimulatedHost host, List<String> parameters) {
        var frame = new ScriptFrame(parameters.get(0), "", false);
        Optional<SimulatedRun> found = host.runs().find(parameters.get(1));
        return terminal -> {
            found.ifPresent(host.runs()::remove);
            return absent(frame, terminal);
        };
    }

    private static int absent(ScriptFrame frame, Terminal terminal) throws IOException {
        frame.say(terminal, "absent");
        return frame.end(terminal);
    }

    /// What the run puts out from this byte on, as long as patience lasts.
    static int follow(
            ScriptFrame frame, SimulatedRun run, int from, Duration patience, Terminal terminal)
            throws IOException, InterruptedException {
        frame.say(terminal, "about " + run.about());
        int offset = from;
        for (long i = 0; i < patience.dividedBy(LOOK); i++) {
            Optional<String> fate = run.fate();
            String part = run.after(offset);
            if (!part.isEmpty()) {
                offset += part.getBytes(UTF_8).length;
                terminal.text(part);
                frame.say(terminal, "at " + offset);
            } else if (fate.isPresent()) {
                frame.say(terminal, fate.get());
                return frame.end(terminal);
            }
            terminal.pause(LOOK);
        }
        frame.say(terminal, "more");
        return frame.end(terminal);
    }
}
