package dev.watchkeeper.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The remedy's script that aborts a FUSE connection: `NONCE BOOT SUDO POINT N`.
final class AbortScript implements Program {
    private static final Duration TAKES = Duration.ofMillis(150);

    private final SimulatedHost host;
    private final ScriptFrame frame;
    private final String point;
    private final int connection;

    AbortScript(SimulatedHost host, List<String> parameters) {
        this.host = host;
        this.frame = ScriptFrame.of(parameters);
        this.point = parameters.get(3);
        this.connection = Integer.parseInt(parameters.get(4));
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        Optional<SimulatedMount> mount = host.mount(point);
        if (!frame.isOfBoot(host)) {
            return frame.refuse(terminal, "boot");
        } else if (mount.isEmpty()) {
            return frame.refuse(terminal, "unmounted");
        } else if (!mount.get().device().equals("0:" + connection)) {
            return frame.refuse(terminal, "other-mount");
        } else if (!frame.mayUseSudo()) {
            return frame.refuse(terminal, "permission");
        } else if (!host.abort(connection)) {
            return frame.refuse(terminal, "no-fusectl");
        }
        terminal.pause(TAKES);
        frame.say(terminal, "aborted " + connection + " " + host.waiting(point));
        return frame.end(terminal);
    }
}
