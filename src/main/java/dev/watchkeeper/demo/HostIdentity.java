package dev.watchkeeper.demo;

import java.time.Instant;

/// What a simulated host says of itself.
///
/// @param name its name in the fleet
/// @param bootId as in `/proc/sys/kernel/random/boot_id`
/// @param bootedAt when
/// @param kernel as `uname -sr` prints it
/// @param load the average load, all three times
/// @param memoryTotal in bytes
/// @param memoryAvailable in bytes
record HostIdentity(
        String name,
        String bootId,
        Instant bootedAt,
        String kernel,
        double load,
        long memoryTotal,
        long memoryAvailable) {}
