package dev.watchkeeper.lab;

import dev.watchkeeper.app.Launcher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The program itself, each command a process of its own as a user starts it, with its folders
/// apart from the user's.
///
/// @param environment further variables of the process
record LabConsole(Path home, Path fleet, Map<String, String> environment) {
    private static final Path FAKETIME =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final DateTimeFormatter FAKED =
            DateTimeFormatter.ofPattern("'@'uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// What a command printed and its exit status.
    record Said(int status, String text) {}

    LabConsole(Path home, Path fleet) {
        this(home, fleet, Map.of());
    }

    /// Whether Debian's faketime is there.
    static boolean canMoveItsClock() {
        return Files.exists(FAKETIME);
    }

    /// The same where the wall clock is at a moment when a command begins, and goes on from there.
    LabConsole at(Instant moment) {
        return new LabConsole(
                home,
                fleet,
                Map.of(
                        "LD_PRELOAD",
                        FAKETIME.toString(),
                        "FAKETIME",
                        FAKED.format(moment),
                        "FAKETIME_NO_CACHE",
                        "1",
                        // What waits by the monotonic clock would wait for ever.
                        "DONT_FAKE_MONOTONIC",
                        "1",
                        "NO_FAKE_STAT",
                        "1",
                        "TZ",
                        "UTC"));
    }

    Said run(String... words) throws Exception {
        Process process = start(words);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    /// Starts a command and leaves it to go on.
    Process start(String... words) throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.home=" + home));
        all.addAll(LabProgram.OPTIONS);
        all.addAll(List.of(Launcher.class.getName(), "--fleet", fleet.toString()));
        all.addAll(List.of(words));
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
