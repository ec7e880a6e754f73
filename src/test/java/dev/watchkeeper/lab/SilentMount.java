package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A FUSE file system in a mount namespace of its own, whose server reads the questions and never
/// answers statfs and read. Closing it aborts the connection and ends everything started on it.
final class SilentMount implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();
    private final Path point;
    private final Process server;

    SilentMount(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        point = Files.createDirectory(folder.resolve("vol 1"));
        Path script = folder.resolve("silent-fuse.pl");
        try (var in = SilentMount.class.getResourceAsStream("silent-fuse.pl")) {
            Files.copy(java.util.Objects.requireNonNull(in), script);
        }
        String serve =
                "mount -t fusectl none /sys/fs/fuse/connections 2>/dev/null;"
                        + " exec perl \"$1\" \"$2\"";
        server =
                new ProcessBuilder(
                                "unshare",
                                "-m",
                                "--propagation",
                                "private",
                                "sh",
                                "-c",
                                serve,
                                "sh",
                                script.toString(),
                                point.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var said =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("mounted");
    }

    String point() {
        return point.toString();
    }

    long serverPid() {
        return server.pid();
    }

    /// The words that run the rest where the mount is seen.
    String[] inside(String... words) {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "-m", "-t", Long.toString(server.pid())));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /// Starts a program there and waits until it is in the kernel's hands.
    Process stuck(String waitChannel, String... words) throws IOException {
        Process p = start(words);
        await(() -> channels(p.pid()).contains(waitChannel));
        return p;
    }

    Process start(String... words) throws IOException {
        Process p =
                new ProcessBuilder(inside(words))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.add(p);
        return p;
    }

    void stopServer() {
        signal("STOP");
        await(() -> state(server.pid()) == 'T');
    }

    void signal(String name) {
        run("kill", "-" + name, Long.toString(server.pid()));
    }

    /// Writes 1 to the abort file of the connection, which frees everybody who waits.
    void abort(int connection) {
        run(inside("sh", "-c", "echo 1 >/sys/fs/fuse/connections/" + connection + "/abort"));
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var never = new CountDownLatch(1);
        try {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
                assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The letter of a process's state, or X when it is gone.
    static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'X';
        }
    }

    private static List<String> channels(long pid) {
        try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.map(t -> read(t.resolve("wchan"))).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... words) {
        try {
            assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // The namespace and its mount end with the last process in it; SIGKILL ends the server even
        // when it is stopped, and with it the connection.
        server.destroyForcibly();
        started.forEach(Process::destroyForcibly);
        await(() -> !server.isAlive() && started.stream().noneMatch(Process::isAlive));
    }
}
