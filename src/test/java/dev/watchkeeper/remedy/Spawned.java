package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Processes of a test's own, to be signalled.
final class Spawned implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final List<ProcessHandle> handles = new ArrayList<>();

    /// A shell that says so before it becomes sleep: only then are name and arguments those seen.
    Process sleep() throws IOException {
        Process process = shell("echo ready; exec sleep 300");
        while (!process.info().command().orElse("").endsWith("sleep")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return process;
    }

    /// A shell that ignores TERM.
    Process stubborn() throws IOException {
        return shell("trap '' TERM; echo ready; while :; do sleep 1; done");
    }

    /// Two processes of a group whose leader has ended.
    List<Long> group() throws IOException {
        Process leader =
                new ProcessBuilder(
                                "setsid",
                                "sh",
                                "-c",
                                "sleep 301 >/dev/null 2>&1 & echo $!; sleep 302 >/dev/null 2>&1 &"
                                        + " echo $!")
                        .start();
        try (var reader = leader.inputReader(StandardCharsets.UTF_8)) {
            List<Long> pids = reader.lines().map(Long::valueOf).toList();
            pids.forEach(p -> ProcessHandle.of(p).ifPresent(handles::add));
            while (!handles.stream()
                    .allMatch(h -> h.info().command().orElse("").endsWith("sleep"))) {
                Thread.onSpinWait();
            }
            return pids;
        }
    }

    long groupOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2]);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        handles.forEach(ProcessHandle::destroyForcibly);
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
