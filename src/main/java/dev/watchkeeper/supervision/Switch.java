package dev.watchkeeper.supervision;

/// Something that can be switched off.
public enum Switch {
    ON,
    OFF,
    UNKNOWN
}
