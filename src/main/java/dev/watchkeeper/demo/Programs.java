package dev.watchkeeper.demo;

import dev.watchkeeper.host.ProbeFormat;
import dev.watchkeeper.host.ProbeWriter;
import dev.watchkeeper.host.RenewalFormat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a simulated host understands: the probe, the remedies' scripts, and certbot. Anything else
/// is answered with exit status 127; nothing is ever handed to this machine.
final class Programs {
    private static final Duration PROBE_TAKES = Duration.ofMillis(120);
    private static final List<String> SHELL = List.of("sh", "-s");

    private final SimulatedHost host;
    private final String user;
    private final Certbot certbot;
    private final Optional<SimulatedNagios> nagios;

    /// @param user who logs in
    /// @param nagios where the host has one
    Programs(SimulatedHost host, String user, Certbot certbot, Optional<SimulatedNagios> nagios) {
        this.host = host;
        this.user = user;
        this.certbot = certbot;
        this.nagios = nagios;
    }

    Program find(ExecRequest request) {
        List<String> words = request.words();
        if (words.size() >= SHELL.size() && words.subList(0, SHELL.size()).equals(SHELL)) {
            List<String> parameters = words.subList(Math.min(3, words.size()), words.size());
            return script(request.stdin(), parameters);
        }
        return Certbot.isMeant(words) ? certbot.on(host, words) : notSimulated();
    }

    private Program script(String script, List<String> parameters) {
        String title = script.lines().findFirst().orElse("");
        return switch (title) {
            case "# watchkeeper signal 1" -> new SignalScript(host, user, parameters);
            case "# watchkeeper continue 1" -> new ContinueScript(host, user, parameters);
            case "# watchkeeper abort-fuse 1" -> new AbortScript(host, parameters);
            case "# watchkeeper unmount 1" -> new UnmountScript(host, parameters);
            case "# watchkeeper renew 2" -> new RenewScript(host, certbot, parameters);
            case "# watchkeeper attach 1" -> RunScripts.attach(host, parameters);
            case "# watchkeeper runs 1" -> RunScripts.list(host, parameters);
            case "# watchkeeper end-run 1" -> RunScripts.end(host, parameters);
            case "# watchkeeper remove-run 1" -> RunScripts.remove(host, parameters);
            case "# watchkeeper restart 1" -> supervision(parameters, s -> s::restart);
            case "# watchkeeper install 1" -> supervision(parameters, s -> s::install);
            default -> question(script);
        };
    }

    private Program supervision(
            List<String> parameters, Function<SupervisionScripts, Program> script) {
        return nagios.map(n -> new SupervisionScripts(n, certbot.step(), parameters))
                .map(script)
                .orElseGet(Programs::notSimulated);
    }

    private Program question(String script) {
        return RenewalFormat.nonceOf(script)
                .map(this::renewals)
                .or(() -> nagios.flatMap(n -> NagiosScripts.find(host, n, script)))
                .or(() -> ProbeFormat.nonceOf(script).map(this::probe))
                .orElseGet(Programs::notSimulated);
    }

    private Program probe(String nonce) {
        return terminal -> {
            terminal.pause(PROBE_TAKES);
            terminal.text(ProbeWriter.write(nonce, Portrait.of(host, user)));
            return 0;
        };
    }

    private Program renewals(String nonce) {
        return terminal -> {
            terminal.pause(PROBE_TAKES);
            terminal.text(new RenewalPortrait(nonce, host).text());
            return 0;
        };
    }

    private static Program notSimulated() {
        return terminal -> {
            terminal.error("demo: not simulated");
            return Program.NOT_FOUND;
        };
    }
}
