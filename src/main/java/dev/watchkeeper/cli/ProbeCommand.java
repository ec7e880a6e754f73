package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.SafeName;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// One endpoint, everything that can be known of it.
@Command(
        name = "probe",
        description = "Asks one endpoint at each of its addresses and prints all that it serves.",
        footer = "Exit status: 0 OK, 1 warning, 2 critical, 3 unknown.")
final class ProbeCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME[:PORT]", description = "The name that clients use; port 443.")
    private String endpoint = "";

    @Option(
            names = "--address",
            paramLabel = "A",
            description = "Ask this address, with the name as SNI; may be repeated.")
    private List<String> addresses = List.of();

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    ProbeCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NamePort where = NamePort.parse(endpoint);
        try (Desk desk = opened.loose().get()) {
            Fleet part = partOf(desk.fleet(), where);
            Report report = Reports.ofOneCycle(desk.engineOver(part), desk.clock(), terminal);
            if (json) {
                terminal.line(new JsonText().of(ReportJson.of(report)));
            } else {
                new EndpointText(report, terminal).print();
            }
            return report.exitStatus();
        }
    }

    /// The fleet's own entry, with its backends and thresholds, when there is one.
    private Fleet partOf(Fleet fleet, NamePort where) {
        TlsEndpoint plain = TlsEndpoint.of(where.name(), where.port());
        TlsEndpoint known = fleet.endpoint(plain.id()).orElse(plain);
        TlsEndpoint asked =
                addresses.isEmpty()
                        ? known
                        : new TlsEndpoint(
                                known.name(),
                                known.port(),
                                addresses.stream().map(a -> backend(a, known.port())).toList(),
                                known.owner(),
                                known.renewalNote(),
                                known.thresholds());
        return new Fleet(
                List.of(asked),
                List.of(),
                List.of(),
                fleet.thresholds(),
                fleet.trustAnchors(),
                fleet.knownHosts());
    }

    private static Backend backend(String address, int port) {
        String fault = SafeName.faultOf(address);
        if (!fault.isEmpty()) {
            throw new CliFailure("--address '%s' %s".formatted(Plain.of(address), fault));
        }
        return new Backend(address, address, port);
    }
}
