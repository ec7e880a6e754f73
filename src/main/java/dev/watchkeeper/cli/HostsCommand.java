package dev.watchkeeper.cli;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostObservation.KeyRefused;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.HostKeyProblem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Host keys.
@Command(name = "hosts", description = "Accepts host keys.")
final class HostsCommand {
    /// Accepts the key of a host that is not known yet.
    @Command(
            name = "accept",
            description = "Shows the host key of an unknown host and stores it after a yes.",
            footer = "A changed or revoked key is never accepted here.")
    static final class Accept implements Callable<Integer> {
        private final Opened opened;
        private final Terminal terminal;

        @Parameters(paramLabel = "HOST", description = "A host of the fleet, or any ssh name.")
        private String name = "";

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA256:…",
                description = "Accept without asking, if the key has this fingerprint.")
        private Optional<String> fingerprint = Optional.empty();

        Accept(Opened opened, Terminal terminal) {
            this.opened = opened;
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException, IOException {
            try (Desk desk = opened.loose().get()) {
                Report report = InspectCommand.firstSample(desk, name, terminal);
                HostObservation seen = InspectCommand.state(report, name).latest();
                return switch (seen) {
                    case KeyRefused k -> refused(desk, k.problem());
                    case HostObservation.Probed _ -> {
                        terminal.line(name + ": its host key is known already.");
                        yield 0;
                    }
                    case HostObservation.Reported _, HostObservation.NotReported _ ->
                            throw new CliFailure(name + ": it was read from a source, not asked");
                    case HostObservation.NotProbed n ->
                            throw new CliFailure(
                                    "%s: no host key was seen: %s"
                                            .formatted(name, Plain.of(n.text())));
                };
            }
        }

        private int refused(Desk desk, HostKeyProblem problem) throws IOException {
            terminal.line("%s (%s)".formatted(name, Plain.of(problem.host())));
            terminal.line("  presents %s %s".formatted(problem.keyType(), problem.fingerprint()));
            if (problem.kind() != HostKeyProblem.Kind.UNKNOWN) {
                problem.known().forEach(k -> terminal.line("  known is " + Plain.of(k)));
                throw new CliFailure(
                        "the host key has changed or was revoked, and is not accepted. When the"
                                + " change is right, remove the old key from known_hosts first.");
            }
            if (!agreed(problem)) {
                terminal.line("It was not accepted.");
                return 1;
            }
            desk.acceptHostKey(problem);
            terminal.line("Accepted.");
            return 0;
        }

        private boolean agreed(HostKeyProblem problem) {
            if (fingerprint.isPresent()) {
                return fingerprint.get().equals(problem.fingerprint());
            }
            if (!terminal.interactive()) {
                throw new CliFailure(
                        "there is nobody to ask: give --fingerprint to accept the key");
            }
            return terminal.confirmed("Is this the host's fingerprint, and shall it be trusted?");
        }
    }
}
