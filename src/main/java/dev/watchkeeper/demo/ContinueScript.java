package dev.watchkeeper.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The remedy's script that continues a stopped process.
final class ContinueScript implements Program {
    private static final Duration TAKES = Duration.ofMillis(200);

    private final SimulatedHost host;
    private final String login;
    private final ScriptFrame frame;
    private final Target target;

    ContinueScript(SimulatedHost host, String login, List<String> parameters) {
        this.host = host;
        this.login = login;
        this.frame = ScriptFrame.of(parameters);
        this.target = Target.of(parameters.subList(3, 3 + Target.WORDS));
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        if (!frame.isOfBoot(host)) {
            return frame.refuse(terminal, "boot");
        }
        Optional<String> objection = target.objection(host, login, frame.mayUseSudo());
        if (objection.isEmpty()) {
            host.signal(target.pid(), Signal.CONT);
            frame.say(terminal, "sent CONT " + target.pid());
            terminal.pause(TAKES);
            frame.say(terminal, "state " + target.pid() + " " + state());
        } else if (objection.get().equals("gone")) {
            frame.say(terminal, "gone " + target.pid() + " before");
        } else {
            frame.say(terminal, "refused " + target.pid() + " " + objection.get());
        }
        return frame.end(terminal);
    }

    private String state() {
        return host.process(target.pid()).map(p -> String.valueOf(p.state())).orElse("-");
    }
}
