package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs scripts really, by a shell of this machine.
final class LocalRemote implements Remote {
    /// What was started, as shell lines.
    final List<String> started = new CopyOnWriteArrayList<>();

    /// The home folder there, in place of this user's.
    volatile Optional<Path> home = Optional.empty();

    /// When a line begins with this, the connection is lost, once; a nonce before it is skipped.
    volatile String loseAt = "\0";

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        throw new UnsupportedOperationException("remedies start commands");
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        started.add(command.shellLine());
        try {
            var builder = new ProcessBuilder(command.arguments());
            home.ifPresent(h -> builder.environment().put("HOME", h.toString()));
            Process process = builder.start();
            var cancelled = new AtomicBoolean();
            Thread.startVirtualThread(() -> attend(process, command, limit, listener, cancelled));
            return () -> {
                cancelled.set(true);
                end(process);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int abandoned() {
        return 0;
    }

    private void attend(
            Process process,
            RemoteCommand command,
            Duration limit,
            OutputListener listener,
            AtomicBoolean cancelled) {
        Duration took = Duration.ofMillis(1);
        try {
            var stderr =
                    Thread.startVirtualThread(
                            () -> pump(process.getErrorStream(), Stream.STDERR, listener));
            try (var stdin = process.getOutputStream()) {
                stdin.write(command.stdin().getBytes(StandardCharsets.UTF_8));
            }
            boolean lost = pump(process.getInputStream(), Stream.STDOUT, listener);
            if (lost) {
                loseAt = "\0";
                end(process);
                listener.ended(failed(took, SshOutcome.Reason.LOST, "the connection was lost"));
                return;
            }
            stderr.join();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (cancelled.get()) {
                listener.ended(failed(took, SshOutcome.Reason.CANCELLED, "cancelled"));
            } else if (ended) {
                listener.ended(new SshOutcome.Completed(took, process.exitValue(), "", "", false));
            } else {
                end(process);
                listener.ended(failed(took, SshOutcome.Reason.TIMED_OUT, "timed out"));
            }
        } catch (IOException | InterruptedException e) {
            listener.ended(failed(took, SshOutcome.Reason.BROKEN, String.valueOf(e)));
        }
    }

    private static SshOutcome failed(Duration took, SshOutcome.Reason reason, String text) {
        return new SshOutcome.Failed(took, SshOutcome.Phase.RUN, reason, text, "", "");
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /// Returns whether the connection was lost.
    private boolean pump(InputStream from, Stream stream, OutputListener listener) {
        try (var reader =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                listener.output(stream, line + "\n");
                if (line.replaceFirst("^wk[0-9a-f]+ ", "").startsWith(loseAt)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // The process was ended.
        }
        return false;
    }
}
