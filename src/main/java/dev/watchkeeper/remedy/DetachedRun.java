package dev.watchkeeper.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One run that a host keeps.
///
/// @param renewal the renewal's name; hostile text
/// @param by who began it: `user@workstation`; hostile text
/// @param began by the host's clock
/// @param limit the most that it may take
/// @param ended when its outcome was written, by the host's clock
public record DetachedRun(
        RunId id,
        String renewal,
        String by,
        Optional<Instant> began,
        Optional<Duration> limit,
        RunFate fate,
        Optional<Instant> ended) {}
