package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.SafeName;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// One host. It prints the first sample, with what the host says of its renewals, and waits for no
/// second one: whether a process makes progress is for `check` to say.
@Command(
        name = "inspect",
        description = "Inspects one host: processes, mounts, what is stuck on what.",
        footer = "Exit status: 0 OK, 1 warning, 2 critical, 3 unknown.")
final class InspectCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "HOST", description = "A host of the fleet, or any that ssh reaches.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    InspectCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Desk desk = opened.loose().get()) {
            Report report = firstSample(desk, name, terminal, InspectCommand::isWhole);
            if (json) {
                terminal.line(new JsonText().of(ReportJson.of(report)));
            } else {
                HostState state = state(report, name);
                new HostText(state, report.snapshot().takenAt(), terminal).print();
                new ReportText(report, terminal).print(true);
            }
            return report.exitStatus();
        }
    }

    /// @throws CliFailure if the name cannot be one of a host
    static Fleet partOf(Fleet fleet, String name) {
        String fault = SafeName.faultOf(name);
        if (!fault.isEmpty()) {
            throw new CliFailure("host '%s' %s".formatted(Plain.of(name), fault));
        }
        // Who names a host wants it inspected, whatever it is read from else.
        Host host = fleet.host(name).orElseGet(() -> Host.of(name)).from(Optional.empty());
        return new Fleet(
                List.of(),
                List.of(host),
                renewals(fleet, host),
                fleet.thresholds(),
                fleet.trustAnchors(),
                fleet.knownHosts());
    }

    /// Those that run there, without the endpoints that they name.
    private static List<Renewal> renewals(Fleet fleet, Host host) {
        return fleet.renewals().stream().filter(r -> r.host().equals(host.name())).toList();
    }

    /// The first report with an answer of a host, which may be one of no fleet; the terminal shows
    /// how far it is.
    static Report firstSample(Desk desk, String name, Terminal terminal)
            throws InterruptedException {
        return firstSample(desk, name, terminal, _ -> true);
    }

    private static Report firstSample(
            Desk desk, String name, Terminal terminal, Predicate<HostState> enough)
            throws InterruptedException {
        Engine engine = desk.engineOver(partOf(desk.fleet(), name));
        var first = new CompletableFuture<Report>();
        Consumer<Report> offer = r -> completeWith(first, r, name, enough);
        try (var _ = new Listening(engine.listen(offer));
                var _ = ProgressLine.begin(terminal, engine, desk.clock())) {
            offer.accept(engine.latest());
            return first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void completeWith(
            CompletableFuture<Report> first,
            Report report,
            String name,
            Predicate<HostState> enough) {
        if (Optional.ofNullable(report.snapshot().hosts().get(name)).filter(enough).isPresent()) {
            first.complete(report);
        }
    }

    /// One that does not answer is not asked of its renewals.
    private static boolean isWhole(HostState state) {
        return state.automation().isPresent()
                || !(state.latest() instanceof HostObservation.Probed);
    }

    static HostState state(Report report, String name) {
        HostState state = report.snapshot().hosts().get(name);
        if (state == null) {
            throw new IllegalStateException("no answer of " + name);
        }
        return state;
    }

    /// Ends listening without a checked exception.
    private record Listening(AutoCloseable handle) implements AutoCloseable {
        @Override
        public void close() {
            try {
                handle.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
