package dev.watchkeeper.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Chains from a file, without network.
@Command(
        name = "judge",
        description = {
            "Judges chains of certificates from a file, without network: one JSON object a line",
            "(id, host, time, leaf, sent, roots, crls), one line of result each",
            "(id, verdict, faults, error)."
        },
        footer = {
            "Exit status: 0 all lines were judged, whatever the verdicts; 1 some could not be,",
            "and their results say why; 3 the file cannot be read."
        })
final class JudgeCommand implements Callable<Integer> {
    private static final int UNJUDGED = 1;

    private final Terminal terminal;

    @Option(
            names = "--batch",
            required = true,
            paramLabel = "FILE",
            description = "The cases, JSON lines; - for the standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--text",
            description = "Print each result as a sentence, and how many there were at the end.")
    private boolean text;

    @Option(
            names = "--json",
            description = "Print each result as a JSON object, schema watchkeeper/1: the default.")
    private boolean json;

    JudgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (json && text) {
            throw new CliFailure("--json and --text exclude each other: give one of them");
        }
        var print = new ResultLines(!text, terminal.out());
        try (InputStream in = open()) {
            new OrderedBatch(JudgeLine::judge, print::add).run(new BoundedLines(in));
        } catch (IOException e) {
            throw new CliFailure(
                    "cannot read %s: %s".formatted(Plain.of(file.toString()), Plain.of(reason(e))));
        }
        print.end();
        return print.unjudged() == 0 ? 0 : UNJUDGED;
    }

    private InputStream open() throws IOException {
        return file.toString().equals("-")
                ? new FileInputStream(FileDescriptor.in)
                : Files.newInputStream(file);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
