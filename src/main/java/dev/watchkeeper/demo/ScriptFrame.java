package dev.watchkeeper.demo;

import java.io.IOException;
import java.util.List;

/// What all of the remedies' scripts have in common: the nonce that begins each of their lines, the
/// boot that they are meant for, and whether they may use sudo.
record ScriptFrame(String nonce, String bootId, boolean mayUseSudo) {
    /// Of the first three parameters.
    static ScriptFrame of(List<String> parameters) {
        return new ScriptFrame(
                parameters.get(0), parameters.get(1), parameters.get(2).equals("sudo"));
    }

    void say(Terminal terminal, String text) throws IOException {
        terminal.line(nonce + " " + text);
    }

    /// Says why nothing was done, and ends.
    int refuse(Terminal terminal, String why) throws IOException {
        say(terminal, "refused - " + why);
        return end(terminal);
    }

    int end(Terminal terminal) throws IOException {
        say(terminal, "end");
        return 0;
    }

    boolean isOfBoot(SimulatedHost host) {
        return host.identity().bootId().equals(bootId);
    }
}
