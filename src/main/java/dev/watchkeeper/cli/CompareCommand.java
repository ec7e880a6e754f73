package dev.watchkeeper.cli;

import dev.watchkeeper.tls.CertificateDifference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

/// Two certificates, field by field.
@Command(
        name = "compare",
        description = {
            "Compares two certificates field by field: files in PEM or DER, or what endpoints"
                    + " serve",
            "now. Of an endpoint with several addresses, @ADDRESS takes one."
        },
        footer =
                "Exit status: 0 nothing is known to differ, 1 something differs, 3 one of them"
                        + " could not be had.")
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 1;

    private final Opened opened;
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "A file, or NAME[:PORT][@ADDRESS]; ./NAME is always a file.")
    private String left = "";

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private String right = "";

    @Option(
            names = "--starttls",
            paramLabel = "P",
            description = "What is spoken before TLS, as probe takes it.")
    private Optional<String> startTls = Optional.empty();

    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    CompareCommand(Opened opened, Terminal terminal) {
        this.opened = opened;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Desk desk = opened.loose().get()) {
            var sides = new ComparedSides(desk, terminal, startTls);
            ComparedSide a = sides.of(left);
            ComparedSide b = sides.of(right);
            var difference = CertificateDifference.between(a.side(), b.side());
            if (json) {
                terminal.line(new JsonText().of(DifferenceJson.of(a, b, difference)));
            } else {
                new DifferenceText(terminal).print(a, b, difference);
            }
            return difference.same() ? 0 : DIFFERENT;
        }
    }

    /// @param leftSource where the left one is from
    /// @param same whether nothing is known to differ
    record DifferenceJson(
            String schema,
            String leftSource,
            String rightSource,
            boolean same,
            CertificateDifference difference) {
        static DifferenceJson of(ComparedSide a, ComparedSide b, CertificateDifference d) {
            return new DifferenceJson(JsonText.SCHEMA, a.source(), b.source(), d.same(), d);
        }
    }
}
