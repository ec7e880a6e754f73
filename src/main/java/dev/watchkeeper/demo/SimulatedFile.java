package dev.watchkeeper.demo;

import java.util.List;

/// A file of a simulated host that only grows. Guarded by who has it.
final class SimulatedFile {
    private final long node;
    private final StringBuilder text = new StringBuilder();

    /// @param node its inode number
    SimulatedFile(long node) {
        this.node = node;
    }

    long node() {
        return node;
    }

    int size() {
        return text.length();
    }

    void append(String line) {
        text.append(line).append('\n');
    }

    /// The lines that were appended since it had this size.
    List<String> since(int size) {
        return text.substring(Math.clamp(size, 0, text.length())).lines().toList();
    }
}
