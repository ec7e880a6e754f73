package dev.watchkeeper.cli;

import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Sudoers;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Nearest;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The sudoers file that a host needs.
@Command(
        name = "sudoers",
        description = "Prints the sudoers file that allows exactly what is run on a host.",
        footer = "The host is asked which FUSE and network mounts it has.")
final class SudoersCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "HOST", description = "A host of the fleet.")
    private String name = "";

    @Option(
            names = "--mount",
            paramLabel = "DIR",
            description = "A mount that may be unmounted, besides those seen; may be repeated.")
    private List<String> mounts = List.of();

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "The login name there, when the fleet file does not say it.")
    private Optional<String> user = Optional.empty();

    SudoersCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Desk desk = opened.strict().get()) {
            Host host = desk.fleet().host(name).orElseThrow(() -> absent(desk.fleet()));
            List<Renewal> renewals =
                    desk.fleet().renewals().stream()
                            .filter(r -> r.host().equals(name) && r.sudo())
                            .toList();
            String login =
                    user.or(() -> host.ssh().user()).orElse(System.getProperty("user.name", ""));
            List<Supervision> supervision =
                    desk.fleet().supervision().stream()
                            .filter(s -> s.host().filter(name::equals).isPresent())
                            .toList();
            terminal.out()
                    .print(Sudoers.file(host, login, mountPoints(desk), renewals, supervision));
            return 0;
        }
    }

    private CliFailure absent(Fleet fleet) {
        List<String> names = fleet.hosts().stream().map(Host::name).toList();
        return new CliFailure(
                "the fleet has no host '%s'%s"
                        .formatted(
                                Plain.of(name),
                                Nearest.to(name, names)
                                        .map(n -> "; did you mean '" + n + "'?")
                                        .orElse("")));
    }

    private List<String> mountPoints(Desk desk) throws InterruptedException {
        Report report = InspectCommand.firstSample(desk, name, terminal);
        var points = new ArrayList<>(mounts);
        if (InspectCommand.state(report, name).latest() instanceof Probed p) {
            p.snapshot().mounts().stream()
                    .filter(m -> m.isFuse() || m.isNetwork())
                    .map(Mount::mountPoint)
                    .forEach(points::add);
        } else {
            terminal.err().println("watchkeeper: " + name + " did not answer; only --mount counts");
        }
        return points.stream().distinct().toList();
    }
}
