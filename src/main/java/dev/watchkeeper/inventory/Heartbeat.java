package dev.watchkeeper.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What goes out as long as the console watches, so that others notice when it does not.
///
/// @param url is asked every time
/// @param post whether by POST instead of GET
/// @param every how often
/// @param file is written every time, for Prometheus' textfile collector
public record Heartbeat(
        Optional<WebAccess> url, boolean post, Duration every, Optional<Path> file) {
    public static final Duration EVERY = Duration.ofMinutes(1);
}
