package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.DepthObservation;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
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

    @ArgGroup(exclusive = true)
    private ProbeForms forms = new ProbeForms();

    @Option(
            names = "--deep",
            description =
                    "Look closely: versions, cipher suites, chain; some dozens of connections."
                            + " Not with --pem and --text.")
    private boolean deep;

    ProbeCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var asked = AskedEndpoint.of(endpoint, startTls, addresses);
        try (Desk desk = opened.loose().get()) {
            Fleet part = asked.partOf(desk.fleet());
            Report report = Reports.ofOneCycle(desk.engineOver(part), desk.clock(), terminal);
            print(desk, report);
            return report.exitStatus();
        }
    }

    private void print(Desk desk, Report report) {
        if (forms.isPem()) {
            new ServedChains(report, terminal).pem();
        } else if (forms.isText()) {
            new ServedChains(report, terminal).text();
        } else {
            List<DepthObservation> depth = deep ? DepthText.look(desk, report) : List.of();
            if (forms.isJson()) {
                terminal.line(new JsonText().of(json(report, depth)));
            } else {
                new EndpointText(report, terminal).print();
                depth.forEach(new DepthText(terminal)::print);
            }
        }
    }

    private Object json(Report report, List<DepthObservation> depth) {
        return deep ? DepthText.json(report, depth) : ReportJson.of(report);
    }
}
