package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.SafeName;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.DepthObservation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/// One endpoint, everything that can be known of it.
@Command(
        name = "probe",
        description = "Asks one endpoint at each of its addresses and prints all that it serves.",
        footer = "Exit status: 0 OK, 1 warning, 2 critical, 3 unknown.")
final class ProbeCommand implements Callable<Integer> {
    private final Opened opened;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "NAME[:PORT]",
            description = "The name that clients use; port 443, or the usual one of --starttls.")
    private String endpoint = "";

    @Option(
            names = "--address",
            paramLabel = "A",
            description = "Ask this address, with the name as SNI; may be repeated.")
    private List<String> addresses = List.of();

    @Option(
            names = "--starttls",
            paramLabel = "P",
            description = {
                "What is spoken before TLS: smtp, submission, imap, pop3, ftp, ldap, xmpp,",
                "xmpp-server, postgres, mysql, nntp, sieve, irc; auto takes what is usual on PORT."
            })
    private Optional<String> startTls = Optional.empty();

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    @Option(
            names = "--deep",
            description =
                    "Look closely: versions, cipher suites, chain; some dozens of connections.")
    private boolean deep;

    ProbeCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NamePort where = where();
        try (Desk desk = opened.loose().get()) {
            Fleet part = partOf(desk.fleet(), where);
            Report report = Reports.ofOneCycle(desk.engineOver(part), desk.clock(), terminal);
            List<DepthObservation> depth = deep ? DepthText.look(desk, report) : List.of();
            if (json) {
                terminal.line(new JsonText().of(json(report, depth)));
            } else {
                new EndpointText(report, terminal).print();
                depth.forEach(new DepthText(terminal)::print);
            }
            return report.exitStatus();
        }
    }

    private Object json(Report report, List<DepthObservation> depth) {
        return deep ? DepthText.json(report, depth) : ReportJson.of(report);
    }

    private NamePort where() {
        int usual = startTls.flatMap(StartTls::named).map(StartTls::port).orElse(NamePort.HTTPS);
        return NamePort.parse(endpoint, usual);
    }

    private static StartTls chosen(String word, int port) {
        return StartTls.chosen(word, OptionalInt.of(port))
                .orElseThrow(() ->
                        new CliFailure(
                                "--starttls '%s': %s"
                                        .formatted(Plain.of(word), StartTls.expected(word))));
    }

    /// The fleet's own entry, with its backends and thresholds, when there is one.
    private Fleet partOf(Fleet fleet, NamePort where) {
        TlsEndpoint plain = TlsEndpoint.of(where.name(), where.port());
        TlsEndpoint entry = fleet.endpoint(plain.id()).orElse(plain);
        TlsEndpoint known =
                startTls.map(word -> entry.after(chosen(word, where.port()))).orElse(entry);
        TlsEndpoint asked =
                addresses.isEmpty()
                        ? known
                        : known.at(addresses.stream().map(a -> backend(a, known.port())).toList());
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
