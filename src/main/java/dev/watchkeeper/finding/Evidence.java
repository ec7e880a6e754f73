package dev.watchkeeper.finding;

import java.time.Instant;

/// One thing that was seen, as it was seen.
///
/// @param source who said it: a host, an address, this console
/// @param what one line that says what was looked at, such as "statfs of /mnt/build"
/// @param text what was seen, control characters already escaped; may have several lines
/// @param at when
public record Evidence(String source, String what, String text, Instant at) {}
