package dev.watchkeeper.cli;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;

/// Prints the results of a batch, each in a line.
final class ResultLines {
    private final boolean json;
    private final PrintWriter out;
    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private int accepted;
    private int refused;
    private int unjudged;

    ResultLines(boolean json, PrintWriter out) {
        this.json = json;
        this.out = out;
    }

    void add(JudgeResult result) {
        if (result.error().isPresent()) {
            unjudged++;
        } else if (result.verdict().equals("ok")) {
            accepted++;
        } else {
            refused++;
        }
        out.println(json ? mapper.writeValueAsString(result) : text(result));
    }

    private static String text(JudgeResult result) {
        var line = new StringBuilder();
        line.append(result.error().isPresent() ? "error" : result.verdict());
        result.id().ifPresent(id -> line.append(' ').append(Plain.of(id)));
        result.error().ifPresent(e -> line.append(": ").append(e));
        String between = ": ";
        for (var fault : result.faults()) {
            line.append(between).append(Plain.of(fault.text()));
            line.append(" [").append(fault.rule()).append(']');
            between = "; ";
        }
        return line.toString();
    }

    /// A line for a person that counts them.
    void end() {
        if (!json) {
            out.println(
                    "%d judged: %d ok, %d fail; %d could not be judged"
                            .formatted(accepted + refused, accepted, refused, unjudged));
        }
        out.flush();
    }

    int unjudged() {
        return unjudged;
    }
}
