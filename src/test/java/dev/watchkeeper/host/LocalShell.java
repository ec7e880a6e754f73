package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A host that is this machine: runs a command's stdin in the given shell.
public final class LocalShell implements Remote {
    private final List<String> shell;

    public LocalShell(String... shell) {
        this.shell = List.of(shell);
    }

    public static boolean exists(String program) {
        return List.of("/bin/", "/usr/bin/").stream()
                .anyMatch(d -> Files.isExecutable(Path.of(d + program)));
    }

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        long began = System.nanoTime();
        try {
            Path out = Files.createTempFile("probe", ".out");
            try {
                int status = run(command, limit, out);
                String text = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
                var took = Duration.ofNanos(System.nanoTime() - began);
                return new SshOutcome.Completed(took, status, text, "", false);
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int run(RemoteCommand command, Duration limit, Path out)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(shell);
        words.add("-s");
        var process =
                new ProcessBuilder(words)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = process.getOutputStream()) {
            in.write(command.stdin().getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It may have ended without reading: its status tells.
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the probe ran over " + limit);
        }
        return process.exitValue();
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int abandoned() {
        return 0;
    }
}
