package dev.watchkeeper.finding;

/// How bad a finding is, worst first. A group takes the state of its worst member.
public enum Severity {
    CRITICAL("critical"),
    HIGH("high"),
    /// Could not be found out. Never shown as healthy; ranks above medium, because it may hide
    /// anything.
    UNKNOWN("unknown"),
    MEDIUM("medium"),
    LOW("low");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean worseThan(Severity other) {
        return compareTo(other) < 0;
    }

    /// The exit status of `check`, as the Nagios plugin guidelines have it: 2 critical, 1 warning,
    /// 3 unknown.
    public int exitStatus() {
        return switch (this) {
            case CRITICAL -> 2;
            case HIGH, MEDIUM -> 1;
            case UNKNOWN -> 3;
            case LOW -> 0;
        };
    }
}
