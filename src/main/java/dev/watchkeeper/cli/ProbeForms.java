package dev.watchkeeper.cli;

import picocli.CommandLine.Option;

/// How what an endpoint serves is printed; one of them at most.
final class ProbeForms {
    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    @Option(names = "--pem", description = "Print the served chain alone, in PEM, the leaf first.")
    private boolean pem;

    @Option(
            names = "--text",
            description = "Print all that is in each served certificate, field by field.")
    private boolean text;

    boolean isJson() {
        return json;
    }

    boolean isPem() {
        return pem;
    }

    boolean isText() {
        return text;
    }
}
