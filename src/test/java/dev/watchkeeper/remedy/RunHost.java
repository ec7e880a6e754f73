package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.RemoteCommand;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A home folder in which the scripts of detached runs run really, under one of the shells that
/// hosts have. Its renewals have a lock of their own on this machine.
record RunHost(List<String> shell, Path home) {
    static final String NONCE = "wk5e1f";

    Renewal renewal(String name, Duration limit, String script) {
        return new Renewal(
                name + " " + home,
                "ant-queen",
                List.of("sh", "-c", script),
                limit,
                List.of(),
                List.of(),
                false,
                Optional.empty());
    }

    Process begin(Renewal renewal, RunId run) throws IOException {
        return start(DetachedScripts.renew(NONCE, renewal, run, "ada@desk"));
    }

    /// All that the script prints.
    String says(RemoteCommand command) throws Exception {
        return said(start(command));
    }

    String said(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("the script does not end: " + text);
        }
        return text;
    }

    /// In a session of its own, as the wrapper of `ssh` runs it.
    Process start(RemoteCommand command) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("setsid", "-w"));
        words.addAll(shell);
        words.addAll(command.arguments().subList(1, command.arguments().size()));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(command.stdin().getBytes(StandardCharsets.UTF_8));
        }
        return process;
    }

    Path runs() {
        return home.resolve(".local/state/watchkeeper/runs");
    }

    Path folder(RunId run) {
        return runs().resolve(run.value());
    }

    /// Waits for a file of the run's.
    Path awaitFile(RunId run, String name) throws Exception {
        Path file = folder(run).resolve(name);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + file);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return file;
    }

    /// The pid in a run's file `pid`.
    long runner(RunId run) throws Exception {
        return Long.parseLong(Files.readString(awaitFile(run, "pid")).split(" ", 2)[0]);
    }
}
