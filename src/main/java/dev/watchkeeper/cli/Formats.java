package dev.watchkeeper.cli;

import picocli.CommandLine.Option;

import java.io.PrintWriter;

/// How a report is printed; one of them at most.
final class Formats {
    @Option(names = "--json", description = "Print JSON, schema watchkeeper/1.")
    private boolean json;

    @Option(names = "--nagios", description = "Print one line for Nagios with performance data.")
    private boolean nagios;

    @Option(names = "--openmetrics", description = "Print metrics in the OpenMetrics format.")
    private boolean openMetrics;

    boolean isText() {
        return !json && !nagios && !openMetrics;
    }

    /// Prints the report in the form that was asked for, which is not text for a person.
    void print(dev.watchkeeper.monitor.Report report, PrintWriter out) {
        if (json) {
            new JsonText().write(ReportJson.of(report), out);
            out.print("\n");
        } else {
            out.print(nagios ? ReportNagios.of(report) + "\n" : ReportMetrics.of(report));
        }
    }
}
