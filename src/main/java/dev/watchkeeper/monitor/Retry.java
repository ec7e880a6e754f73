package dev.watchkeeper.monitor;

import java.time.Instant;
import java.util.Optional;

/// When a host that hung is asked again by itself.
///
/// @param hung how many times in a row it did
/// @param at when it is due; empty while its last try has not ended, before which no other begins
public record Retry(int hung, Optional<Instant> at) {}
