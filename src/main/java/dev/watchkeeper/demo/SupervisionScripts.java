package dev.watchkeeper.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The remedy's scripts for a supervision: `restart` and `install`.
final class SupervisionScripts {
    private static final int LOOKS = 6;

    private final SimulatedNagios nagios;
    private final Duration step;
    private final ScriptFrame frame;
    private final List<String> parameters;

    /// @param step what each of their steps takes
    SupervisionScripts(SimulatedNagios nagios, Duration step, List<String> parameters) {
        this.nagios = nagios;
        this.step = step;
        this.parameters = parameters;
        frame = new ScriptFrame(parameters.get(0), "", parameters.get(1).equals("sudo"));
    }

    /// `NONCE SUDO KIND CONFIG {WORD}…`.
    int restart(Terminal terminal) throws IOException, InterruptedException {
        terminal.pause(step.multipliedBy(3));
        long pid = nagios.restart();
        frame.say(terminal, "restarted 0");
        terminal.pause(step);
        frame.say(terminal, "running " + pid);
        return frame.end(terminal);
    }

    /// `NONCE SUDO KIND CONFIG SLUG TEXT {OBJECT}…`.
    int install(Terminal terminal) throws IOException, InterruptedException {
        String file = SimulatedNagios.FOLDER + "/watchkeeper-" + parameters.get(4) + ".cfg";
        List<String> faults = nagios.write(file, parameters.get(5));
        frame.say(terminal, "wrote " + file);
        terminal.pause(step);
        verify(terminal, faults);
        if (!faults.isEmpty()) {
            return takeBack(terminal, file, "verify");
        }
        frame.say(terminal, "verified");
        boolean loaded = nagios.reload();
        frame.say(terminal, "reloaded " + nagios.pid());
        if (!loaded) {
            terminal.pause(step.multipliedBy(LOOKS));
            return takeBack(terminal, file, "unseen");
        }
        terminal.pause(step);
        frame.say(terminal, "seen");
        return frame.end(terminal);
    }

    private int takeBack(Terminal terminal, String file, String why) throws IOException {
        nagios.remove(file);
        frame.say(terminal, "taken-back");
        return frame.refuse(terminal, why);
    }

    private void verify(Terminal terminal, List<String> faults) throws IOException {
        terminal.line("Nagios Core 4.4.6\nReading configuration data...");
        terminal.line("Running pre-flight check on configuration data...");
        terminal.line("\tChecked %d hosts and services.".formatted(nagios.count()));
        for (String fault : faults) {
            terminal.line("Error: " + fault);
        }
        terminal.line("\nTotal Warnings: 0\nTotal Errors:   " + faults.size());
        terminal.line(
                faults.isEmpty()
                        ? "Things look okay - No serious problems were detected during the"
                                + " pre-flight check"
                        : "***> One or more problems was encountered while running the pre-flight"
                                + " check...");
    }
}
