package dev.watchkeeper.host;

/// What identifies a process for good: a pid alone is used again.
///
/// @param host the host's name in the fleet
/// @param bootId the boot in which it runs
/// @param pid process id
/// @param startTicks start time in clock ticks since boot, field 22 of `/proc/PID/stat` (proc(5))
public record ProcessKey(String host, String bootId, long pid, long startTicks) {}
