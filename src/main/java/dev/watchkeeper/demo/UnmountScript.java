package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedHost.Unmounting;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The remedy's script that unmounts: `NONCE BOOT SUDO POINT PATH DEVICE` and `lazy` or `force`.
final class UnmountScript implements Program {
    private static final Duration TAKES = Duration.ofMillis(150);
    private static final int BUSY = 32;

    private final SimulatedHost host;
    private final ScriptFrame frame;
    private final String path;
    private final String device;
    private final boolean lazy;

    UnmountScript(SimulatedHost host, List<String> parameters) {
        this.host = host;
        this.frame = ScriptFrame.of(parameters);
        this.path = parameters.get(4);
        this.device = parameters.get(5);
        this.lazy = parameters.get(6).equals("lazy");
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        Optional<SimulatedMount> mount = host.mount(path);
        if (path.equals("/")) {
            return frame.refuse(terminal, "path");
        } else if (!frame.isOfBoot(host)) {
            return frame.refuse(terminal, "boot");
        } else if (mount.isEmpty()) {
            return frame.refuse(terminal, "unmounted");
        } else if (!mount.get().device().equals(device)) {
            return frame.refuse(terminal, "other-mount");
        } else if (!frame.mayUseSudo()) {
            return frame.refuse(terminal, "permission");
        }
        return unmount(terminal);
    }

    private int unmount(Terminal terminal) throws IOException, InterruptedException {
        terminal.pause(TAKES);
        if (host.unmount(path, true, false) == Unmounting.DONE) {
            frame.say(terminal, "unmounted force");
        } else if (lazy) {
            frame.say(terminal, "busy force " + BUSY);
            terminal.pause(TAKES);
            host.unmount(path, false, true);
            frame.say(terminal, "unmounted lazy");
        } else {
            frame.say(terminal, "left force " + BUSY);
        }
        return frame.end(terminal);
    }
}
