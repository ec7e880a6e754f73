package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/// One known_hosts file, read again when it has changed. A file that is not there has no lines.
final class KnownHostsFile {
    private final Path path;
    private volatile Content content = new Content(FileTime.fromMillis(0), -1, List.of());

    KnownHostsFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    List<KnownHostsLine> lines() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Content known = content;
            if (!known.isOf(attributes)) {
                known = read(attributes);
                content = known;
            }
            return known.lines;
        } catch (IOException e) {
            return List.of();
        }
    }

    private Content read(BasicFileAttributes attributes) throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        List<KnownHostsLine> lines =
                text.lines().map(KnownHostsLine::parse).flatMap(Optional::stream).toList();
        return new Content(attributes.lastModifiedTime(), attributes.size(), lines);
    }

    private record Content(FileTime modified, long size, List<KnownHostsLine> lines) {
        boolean isOf(BasicFileAttributes attributes) {
            return size == attributes.size() && modified.equals(attributes.lastModifiedTime());
        }
    }
}
