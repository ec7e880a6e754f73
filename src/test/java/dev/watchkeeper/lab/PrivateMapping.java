package dev.watchkeeper.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A program that maps a file privately. On a file that waits for its server the kernel holds the
/// memory map's lock meanwhile, so that whoever reads the process's command line waits too.
final class PrivateMapping {
    private PrivateMapping() {}

    public static void main(String[] words) throws IOException {
        try (var file =
                FileChannel.open(
                        Path.of(words[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file.map(FileChannel.MapMode.PRIVATE, 0, 4096);
        }
    }
}
