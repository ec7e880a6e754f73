package dev.watchkeeper.lab;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What SSH operations have left: threads and TCP sockets of this process, and other processes.
/// Counts rightly only where nothing else runs: see [OwnNamespaces].
final class Leftovers {
    /// JSch renames the threads that read for a session.
    static final String SESSION = "Connect thread ";

    private static final Pattern THREAD =
            Pattern.compile("(?m)^#\\d+ \"((?:ssh-|Connect thread )[^\"]*)\"");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private Leftovers() {}

    /// Names of threads of the package `ssh`, virtual ones too.
    static List<String> threads(Path scratch) {
        Path dump = scratch.resolve("threads").toAbsolutePath();
        try {
            Files.deleteIfExists(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return THREAD.matcher(Files.readString(dump))
                    .results()
                    .map(m -> m.group(1))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines of `/proc/net/tcp` whose sockets this process holds open.
    static List<String> sockets() {
        Set<String> ours =
                links(Path.of("/proc/self/fd"))
                        .map(SOCKET::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .map(m -> m.group(1))
                        .collect(Collectors.toSet());
        List<String> lines = new ArrayList<>(lines(Path.of("/proc/self/net/tcp")));
        lines.addAll(lines(Path.of("/proc/self/net/tcp6")));
        lines.removeIf(line -> !ours.contains(word(line, 9)));
        return lines;
    }

    /// Command lines of processes that are none of `expected`, which are beginnings.
    static List<String> processes(List<String> expected) {
        try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
            return folders.filter(f -> f.getFileName().toString().matches("\\d+"))
                    .map(Leftovers::commandLine)
                    .filter(line ->
                            !line.isEmpty() && expected.stream().noneMatch(line::startsWith))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path process) {
        return String.join(" ", lines(process.resolve("cmdline"))).replace('\0', ' ');
    }

    private static String word(String line, int index) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length > index ? words[index] : "";
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<String> links(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Leftovers::target).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
