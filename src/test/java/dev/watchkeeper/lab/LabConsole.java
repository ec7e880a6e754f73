package dev.watchkeeper.lab;

import dev.watchkeeper.app.Launcher;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program itself, each command a process of its own as a user starts it, with its folders
/// apart from the user's.
record LabConsole(Path home, Path fleet) {
    /// What a command printed and its exit status.
    record Said(int status, String text) {}

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
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Duser.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Launcher.class.getName(),
                                "--fleet",
                                fleet.toString()));
        all.addAll(List.of(words));
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
