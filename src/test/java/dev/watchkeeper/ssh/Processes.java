package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for processes of this machine by their arguments.
final class Processes {
    private Processes() {}

    /// A number of seconds in words that no other test program on this machine waits for.
    static String unique(int seconds) {
        return seconds + "." + ProcessHandle.current().pid();
    }

    /// The command lines that hold a text, without this program's own.
    static List<String> matching(String text) {
        try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .map(Processes::commandLine)
                    .filter(line -> line.contains(text) && !line.contains("java"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String commandLine(Path folder) {
        try {
            return Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
