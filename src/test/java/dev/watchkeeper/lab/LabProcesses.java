package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// What runs on this machine, for tests that look whether anything was left behind.
final class LabProcesses {
    private LabProcesses() {}

    /// Command lines that hold a text.
    static List<String> matching(String text) {
        try (Stream<Path> folders = Files.list(Path.of("/proc"))) {
            return folders.filter(f -> f.getFileName().toString().matches("\\d+"))
                    .map(LabProcesses::commandLine)
                    .filter(line -> line.contains(text))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /// Looks until the condition holds, for twelve seconds at most.
    static void eventually(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        var never = new CountDownLatch(1);
        while (!condition.getAsBoolean()
                && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(12)) {
            assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
