package dev.watchkeeper.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The scripts that are sent to hosts.
final class Script {
    private Script() {}

    /// @param name without its ending
    static String of(String name) {
        try (var in = Script.class.getResourceAsStream(name + ".sh")) {
            if (in == null) {
                throw new IllegalStateException(name + ".sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
