package dev.watchkeeper.demo;

import java.io.IOException;
import java.util.List;

/// The remedy's script that runs a renewal: `NONCE SUDO LOCK COMMAND…`.
final class RenewScript implements Program {
    private static final int FIRST_WORD = 3;
    private static final int TRY_AGAIN = 75;

    private final SimulatedHost host;
    private final Certbot certbot;
    private final ScriptFrame frame;
    private final String lock;
    private final List<String> command;

    RenewScript(SimulatedHost host, Certbot certbot, List<String> parameters) {
        this.host = host;
        this.certbot = certbot;
        this.frame = new ScriptFrame(parameters.get(0), "", parameters.get(1).equals("sudo"));
        this.lock = parameters.get(2);
        this.command = parameters.subList(FIRST_WORD, parameters.size());
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        long own = host.newPid();
        long holder = host.lock(lock, own);
        if (holder != own) {
            frame.say(terminal, "busy " + holder);
            frame.end(terminal);
            return TRY_AGAIN;
        }
        try {
            return run(terminal, own);
        } finally {
            host.unlock(lock);
        }
    }

    private int run(Terminal terminal, long own) throws IOException, InterruptedException {
        frame.say(terminal, "started " + own);
        int status = command().run(terminal);
        frame.say(terminal, "exit " + status);
        frame.end(terminal);
        return status;
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
