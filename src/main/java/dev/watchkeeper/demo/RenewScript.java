package dev.watchkeeper.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The remedy's script that begins a renewal and follows it: `NONCE SUDO LOCK RUN LIMIT PATIENCE
/// WHO NAME COMMAND…`. The renewal goes on when the caller goes away.
final class RenewScript implements Program {
    private static final int FIRST_WORD = 8;

    private final SimulatedHost host;
    private final Certbot certbot;
    private final ScriptFrame frame;
    private final List<String> parameters;
    private final List<String> command;

    RenewScript(SimulatedHost host, Certbot certbot, List<String> parameters) {
        this.host = host;
        this.certbot = certbot;
        this.frame = new ScriptFrame(parameters.get(0), "", parameters.get(1).equals("sudo"));
        this.parameters = parameters;
        this.command = parameters.subList(FIRST_WORD, parameters.size());
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        SimulatedRun own = own();
        SimulatedRun run = host.runs().begin(own);
        if (run == own) {
            run.start(host, command());
        } else {
            frame.say(terminal, "attached " + run.id() + " " + run.pid());
        }
        frame.say(terminal, "started " + run.pid());
        Duration patience = Duration.ofSeconds(Long.parseLong(parameters.get(5)));
        return RunScripts.follow(frame, run, 0, patience, terminal);
    }

    private SimulatedRun own() {
        String about =
                "%d %s %s %s"
                        .formatted(
                                host.now().getEpochSecond(),
                                parameters.get(4),
                                parameters.get(6),
                                parameters.get(7));
        return new SimulatedRun(parameters.get(3), parameters.get(2), host.newPid(), about);
    }

    private Program command() {
        return Certbot.isMeant(command)
                ? certbot.on(host, command)
                : terminal -> {
                    terminal.error("sh: " + command.getFirst() + ": not found");
                    return NOT_FOUND;
                };
    }
}
