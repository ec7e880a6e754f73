package dev.watchkeeper.inventory;

/// When something counts as due, stuck, piled up or stale. Every value is a setting of the fleet
/// file.
///
/// @param certificates for certificates without thresholds of their own
/// @param hosts for processes, mounts and clocks
/// @param schedule how often and how long things are asked
public record Thresholds(
        CertificateThresholds certificates, HostThresholds hosts, Schedule schedule) {
    public static final Thresholds DEFAULT =
            new Thresholds(CertificateThresholds.DEFAULT, HostThresholds.DEFAULT, Schedule.DEFAULT);
}
