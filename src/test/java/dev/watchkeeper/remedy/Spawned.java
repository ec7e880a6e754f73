package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Processes of a test's own, to be signalled.
final class Spawned implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();

    /// A shell that says so before it becomes sleep: only then are name and arguments those seen.
    Process sleep() throws IOException {
        Process process = shell("echo ready; exec sleep 300");
        while (!process.info().command().orElse("").endsWith("sleep")) {
            Thread.onSpinWait();
        }
        return process;
    }

    /// A shell that ignores TERM.
    Process stubborn() throws IOException {
        return shell("trap '' TERM; echo ready; while :; do sleep 1; done");
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process shell(String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        processes.add(process);
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).isEqualTo("ready");
        return process;
    }
}
