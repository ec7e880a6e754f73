package dev.watchkeeper.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The program as a process of its own, as a user starts it.
final class AnotherProcess implements AutoCloseable {
    private static final long SIGINT_BIT = 1L << 1;

    private final Process process;
    private final Path errors;
    private final BufferedReader out;
    private final StringBuilder printed = new StringBuilder();

    /// @param home its home folder
    AnotherProcess(Path home, String... line) throws IOException {
        this(home, List.of(), line);
    }

    /// @param options of the Java runtime
    AnotherProcess(Path home, List<String> options, String... line) throws IOException {
        Files.createDirectories(home);
        errors = home.resolve("stderr");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + home,
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName()));
        command.addAll(List.of(line));
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("XDG_") || name.endsWith("DISPLAY"));
        process = builder.start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Reads until a line contains the text.
    void readUntil(String text) throws IOException {
        String line = out.readLine();
        while (line != null) {
            printed.append(line).append('\n');
            if (line.contains(text)) {
                return;
            }
            line = out.readLine();
        }
        throw new AssertionError("no '" + text + "' in\n" + printed + errors());
    }

    /// As Ctrl-C does it; as SIGTERM where the test itself was started with SIGINT ignored, which
    /// children inherit.
    void interrupt() throws IOException, InterruptedException {
        String signal = ignoresInterrupt() ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /// As `systemctl stop` does it.
    void terminate() {
        process.toHandle().destroy();
    }

    /// As `kill -9` does it; what it printed can still be read.
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private boolean ignoresInterrupt() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(l -> l.startsWith("SigIgn:"))
                        .map(l -> Long.parseUnsignedLong(l.substring(7).strip(), 16))
                        .anyMatch(mask -> (mask & SIGINT_BIT) != 0);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until it has made a file.
    void awaitFile(Path file) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!Files.exists(file)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("no " + file + "\n" + errors());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /// Whoever read the output has gone.
    void closeOutput() throws IOException {
        out.close();
    }

    /// All that it printed, when it has ended.
    String output() throws IOException {
        out.lines().forEach(l -> printed.append(l).append('\n'));
        return printed.toString();
    }

    int status() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
