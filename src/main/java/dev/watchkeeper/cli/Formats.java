package dev.watchkeeper.cli;

import picocli.CommandLine.Option;

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

    /// The report in the form that was asked for, which is not text for a person.
    String of(dev.watchkeeper.monitor.Report report) {
        if (json) {
            return new JsonText().of(ReportJson.of(report)) + "\n";
        }
        return nagios ? ReportNagios.of(report) + "\n" : ReportMetrics.of(report);
    }
}
