package dev.watchkeeper.inventory;

import java.time.Duration;

/// How often things are asked, and how long an answer may take.
///
/// @param tlsEvery pause between two observations of an endpoint
/// @param hostEvery pause between two observations of a host
/// @param tlsDeadline wall-clock limit for one address, from connect to the certificate
/// @param hostDeadline wall-clock limit for one host, from name resolution to the last byte
/// @param staleAfter an observation older than this is stale
/// @param failuresBefore so many failures of reaching in a row before it is a finding
/// @param retention how long history is kept
public record Schedule(
        Duration tlsEvery,
        Duration hostEvery,
        Duration tlsDeadline,
        Duration hostDeadline,
        Duration staleAfter,
        int failuresBefore,
        Duration retention) {
    public static final Schedule DEFAULT =
            new Schedule(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(15),
                    1,
                    Duration.ofDays(400));
}
