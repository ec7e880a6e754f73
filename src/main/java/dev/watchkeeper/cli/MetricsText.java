package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.VisibleText;

/// Writes the OpenMetrics text format, version 1.0 (openmetrics.io). All families are gauges.
final class MetricsText {
    private final StringBuilder text = new StringBuilder();
    private String name = "";

    /// Begins a family; the samples that follow belong to it.
    ///
    /// @param unit the unit that the name ends with; empty for none
    void family(String family, String unit, String help) {
        name = family;
        text.append("# TYPE ").append(family).append(" gauge\n");
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(family).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(family).append(' ').append(help).append('\n');
    }

    /// @param labels names and values in turn
    void sample(long value, String... labels) {
        text.append(name);
        if (labels.length > 0) {
            text.append('{');
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? "" : ",").append(labels[i]);
                text.append("=\"").append(escaped(labels[i + 1])).append('"');
            }
            text.append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    String end() {
        return text + "# EOF\n";
    }

    private static String escaped(String value) {
        return VisibleText.of(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
